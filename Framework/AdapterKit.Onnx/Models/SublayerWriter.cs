namespace AdapterKit.Onnx;

/// <summary>Writes the sub-layers of a Transformer layer.</summary>
internal static class SublayerWriter
{
    /// <exception cref="OnnxExportException">
    /// The sub-layer is of an unknown type, or the task has adapters in it that cannot be written.
    /// </exception>
    public static OnnxValue Write(OnnxGraph graph, nn.Module sublayer, OnnxValue x, SiteWriter task) => sublayer switch
    {
        SelfAttention attention => Write(graph, attention, x, task),
        FeedForward network => Write(graph, network, x, task),
        IOnnxModule when task.ChangesProductOf(sublayer) => throw new OnnxExportException(
            $"The task changes products of the sub-layer {sublayer.GetType().Name}, which writes itself. Train it with other points."),
        IOnnxModule own => own.Write(graph, x),
        _ => throw new OnnxExportException(
            $"The sub-layer {sublayer.GetType().Name} cannot be written as ONNX. Let it implement {nameof(IOnnxModule)}."),
    };

    private static OnnxValue Write(OnnxGraph graph, FeedForward network, OnnxValue x, SiteWriter task) => task.Project(
        graph.Activate(task.Project(x, network.Expand, "expand"), network.Activation), network.Contract, "contract");

    private static void RequireEncoder(SelfAttention attention)
    {
        if (attention.Options is not { IsCausal: false, Rotary: null, HeadWidth: null } || attention.KeyHeads != attention.Heads)
        {
            throw new OnnxExportException(
                "Causal attention, rotary positions and shared heads of keys cannot be written as ONNX. Supported are encoders.");
        }
    }

    private static OnnxValue Write(OnnxGraph graph, SelfAttention attention, OnnxValue x, SiteWriter task)
    {
        RequireEncoder(attention);
        var width = attention.Projection.in_features / attention.Heads;
        var parts = graph.ApplyMany(
            "Split", 3, [task.Project(x, attention.Projection, "projection")], ("axis", -1));
        var queries = Transpose(graph, parts[0], [0, 2, 1, 3]);
        var keys = Transpose(graph, parts[1], [0, 2, 3, 1]);
        var values = Transpose(graph, parts[2], [0, 2, 1, 3]);

        var scores = graph.Mul(graph.Apply("MatMul", [queries, keys]), 1 / Math.Sqrt(width));
        var masked = graph.Add(scores, graph.AttentionMask);
        var heads = task.FindMemory(attention) is { } memory
            ? WriteMemory(graph, memory, attention, queries, masked, values)
            : graph.Apply("MatMul", [graph.Apply("Softmax", [masked], ("axis", -1)), values]);
        var mixed = graph.Apply("Transpose", [heads], ("perm", new long[] { 0, 2, 1, 3 }));
        return task.Project(graph.Reshape(mixed, 0, 0, attention.Heads * width), attention.Output, "output");

        OnnxValue Transpose(OnnxGraph target, OnnxValue part, long[] order) =>
            target.Apply("Transpose", [target.Reshape(part, 0, 0, attention.Heads, width)], ("perm", order));
    }

    // softmax([q Pₖᵀ, q Kᵀ + mask]) [Pᵥ; V], without copies of the prefix for each text
    private static OnnxValue WriteMemory(
        OnnxGraph graph, MemoryAdapter memory, SelfAttention attention, OnnxValue queries, OnnxValue masked, OnnxValue values)
    {
        using var scope = NewDisposeScope();
        var (keys, added) = (ToHeads(memory.ComputeKeys()), ToHeads(memory.ComputeValues()));
        var length = added.size(1);
        var scaled = keys.transpose(1, 2) / Math.Sqrt(keys.size(-1));
        var scores = graph.Apply("MatMul", [queries, graph.Weight(scaled, "memory.keys")]);
        var weights = graph.Apply("Softmax", [graph.Apply("Concat", [scores, masked], ("axis", -1))], ("axis", -1));
        return graph.Add(
            graph.Apply("MatMul", [Slice(0, length), graph.Weight(added, "memory.values")]),
            graph.Apply("MatMul", [Slice(length, long.MaxValue), values]));

        Tensor ToHeads(Tensor entries) => entries.view(entries.size(0), attention.Heads, -1).transpose(0, 1);

        OnnxValue Slice(long start, long end) =>
            graph.Apply("Slice", [weights, graph.Integers(start), graph.Integers(end), graph.Integers(-1)]);
    }
}
