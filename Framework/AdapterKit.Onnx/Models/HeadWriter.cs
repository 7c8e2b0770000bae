namespace AdapterKit.Onnx;

/// <summary>Writes the head of a task.</summary>
internal static class HeadWriter
{
    /// <summary>Writes logits <c>[batch, outputs]</c>.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="task">The task.</param>
    /// <param name="features">Pooled features of the probe, to compare the head with.</param>
    /// <param name="pooled">Pooled features in the graph.</param>
    /// <exception cref="OnnxExportException">The task is not a classification, or its head is of an unknown form.</exception>
    public static OnnxValue Write(OnnxGraph graph, TaskAdapter task, Tensor features, OnnxValue pooled) => graph.In("head", () =>
    {
        if (task is not ClassificationTask)
        {
            throw new OnnxExportException(
                $"Task '{task.Id}' is of the kind '{task.Declaration.Kind.Id}'. Only classification tasks can be written as ONNX.");
        }

        if (task is IOnnxModule own)
            return own.Write(graph, pooled);

        using var scope = NewDisposeScope();
        var expected = task.Head(features);
        var head = task.children().OfType<TaskHead>().FirstOrDefault(head => Probe.AreEqual(expected, head.call(features)))
            ?? throw new OnnxExportException(
                $"The head of task '{task.Id}' ({task.GetType().Name}) cannot be written as ONNX. Supported are classification tasks, and "
                + $"tasks that implement {nameof(IOnnxModule)}.");
        var value = head.Norm is { } norm ? graph.Norm(pooled, norm, "norm") : pooled;
        foreach (var (index, layer) in head.Hidden.Index())
            value = graph.Activate(graph.Linear(value, layer, $"hidden_{index}"), head.Form.Activation);

        return graph.Linear(value, head.Output, "output");
    });
}
