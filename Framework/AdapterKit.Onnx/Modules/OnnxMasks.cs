using DataType = Onnx.TensorProto.Types.DataType;

namespace AdapterKit.Onnx;

/// <summary>The mask of the tokens, in the forms that parts of a model need.</summary>
internal static class OnnxMasks
{
    /// <summary>1 at real tokens and 0 at padding, <c>[batch, tokens]</c>.</summary>
    public static OnnxValue RealTokens(this OnnxGraph graph) => graph.Cast(graph.TokenMask, DataType.Float);

    /// <summary>Sets hidden states <c>[batch, tokens, width]</c> to zero at padding.</summary>
    public static OnnxValue ZeroPadding(this OnnxGraph graph, OnnxValue h) =>
        graph.Mul(h, graph.Apply("Unsqueeze", [graph.RealTokens(), graph.Integers(-1)]));
}
