using DataType = Onnx.TensorProto.Types.DataType;

namespace AdapterKit.Onnx;

/// <summary>Recognizes how a backbone pools hidden states, and writes it.</summary>
internal static class PoolingWriter
{
    /// <summary>Recognizes the pooling of a backbone.</summary>
    /// <exception cref="OnnxExportException">It is none of <see cref="Pooling"/>.</exception>
    public static Pooling Find(Backbone backbone, Tensor hidden, Probe probe)
    {
        using var scope = NewDisposeScope();
        var expected = backbone.Pool(hidden, probe.Batch);
        foreach (var pooling in Enum.GetValues<Pooling>())
        {
            if (Probe.AreEqual(expected, pooling.Apply(hidden, probe.Batch)))
                return pooling;
        }

        throw new OnnxExportException(
            $"Backbone '{backbone.Id}' ({backbone.GetType().Name}) pools hidden states in a way that cannot be written as ONNX. Supported "
            + $"are {string.Join(", ", Enum.GetNames<Pooling>())}.");
    }

    /// <summary>Writes a pooling of hidden states <c>[batch, tokens, width]</c>.</summary>
    public static OnnxValue Write(OnnxGraph graph, Pooling pooling, OnnxValue hidden) => pooling switch
    {
        Pooling.FirstToken => graph.Apply("Gather", [hidden, graph.Index(0)], ("axis", 1)),
        Pooling.Mean => WriteMean(graph, hidden),
        Pooling.Max => WriteMax(graph, hidden),
        Pooling.LastToken => WriteLast(graph, hidden),
        _ => throw new OnnxExportException($"The pooling {pooling} is unknown."),
    };

    private static OnnxValue WriteMean(OnnxGraph graph, OnnxValue hidden)
    {
        var real = graph.RealTokens();
        var count = graph.Apply("Max", [graph.ReduceSum(real, 1, keepDimension: true), graph.Number(1)]);
        return WriteSum(graph, graph.Apply("Div", [real, count]), hidden);
    }

    // Zero for a text without tokens.
    private static OnnxValue WriteMax(OnnxGraph graph, OnnxValue hidden)
    {
        var mask = graph.Apply("Unsqueeze", [graph.TokenMask, graph.Integers(-1)]);
        var masked = graph.Apply("Where", [mask, hidden, graph.Number(float.NegativeInfinity)]);
        var largest = graph.Apply("ReduceMax", [masked], ("axes", new long[] { 1 }), ("keepdims", 0));
        var hasTokens = graph.Apply("Greater", [graph.ReduceSum(graph.RealTokens(), 1, keepDimension: true), graph.Number(0)]);
        return graph.Apply("Where", [hasTokens, largest, graph.Number(0)]);
    }

    private static OnnxValue WriteLast(OnnxGraph graph, OnnxValue hidden)
    {
        var real = graph.RealTokens();
        var count = graph.Apply("Max", [graph.ReduceSum(real, 1, keepDimension: true), graph.Number(1)]);
        var ranks = graph.Apply("CumSum", [graph.Apply("Add", [graph.Mul(real, 0), graph.Number(1)]), graph.Index(1)]);
        var isLast = graph.Cast(graph.Apply("Equal", [ranks, count]), DataType.Float);
        return WriteSum(graph, isLast, hidden);
    }

    // Σ w_t h_t over the tokens of each text
    private static OnnxValue WriteSum(OnnxGraph graph, OnnxValue weights, OnnxValue hidden)
    {
        var sum = graph.Apply("MatMul", [graph.Apply("Unsqueeze", [weights, graph.Integers(1)]), hidden]);
        return graph.Apply("Squeeze", [sum, graph.Integers(1)]);
    }
}
