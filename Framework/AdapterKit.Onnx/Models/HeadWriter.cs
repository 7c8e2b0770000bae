namespace AdapterKit.Onnx;

/// <summary>Writes the head of a task.</summary>
internal static class HeadWriter
{
    /// <summary>Writes logits <c>[…, outputs]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="task">The task.</param>
    /// <param name="features">What the head reads of the probe, <c>[…, width]</c>, to compare the head with.</param>
    /// <param name="input">What the head reads in the graph.</param>
    /// <exception cref="OnnxExportException">The head is of an unknown form.</exception>
    public static OnnxValue Write(OnnxGraph graph, TaskAdapter task, Tensor features, OnnxValue input) => graph.In("head", () =>
    {
        if (task is IOnnxModule own)
            return own.Write(graph, input);

        using var scope = NewDisposeScope();
        var expected = task.Head(features);
        var head = task.children().OfType<TaskHead>().FirstOrDefault(head => Probe.AreEqual(expected, head.call(features)))
            ?? throw new OnnxExportException(
                $"The head of task '{task.Id}' ({task.GetType().Name}) cannot be written as ONNX. Supported are {nameof(TaskHead)} and "
                + $"tasks that implement {nameof(IOnnxModule)}.");
        var value = head.Norm is { } norm ? graph.Norm(input, norm, "norm") : input;
        foreach (var (index, layer) in head.Hidden.Index())
            value = graph.Activate(graph.Linear(value, layer, $"hidden_{index}"), head.Form.Activation);

        return graph.Linear(value, head.Output, "output");
    });

    /// <summary>
    /// Writes the probabilities that follow from logits; null for a task that predicts a number, and for a kind of one's own.
    /// </summary>
    public static OnnxValue? WriteProbabilities(OnnxGraph graph, TaskAdapter task, OnnxValue logits) => task switch
    {
        ClassificationTask or PairTask or TaggingTask => graph.Apply("Softmax", [logits], ("axis", -1)),
        MultiLabelTask => graph.Apply("Sigmoid", [logits]),
        _ => null,
    };
}
