namespace AdapterKit.Onnx;

/// <summary>Writes what a task puts in front of the text, and by how much the text moves behind it.</summary>
internal sealed class EntryWriter
{
    private readonly IReadOnlyList<EntryAdapter> adapters;

    /// <param name="task">The task.</param>
    /// <param name="drop">The sites at which it is left out.</param>
    public EntryWriter(TaskAdapter task, DropSet drop)
    {
        using var scope = NewDisposeScope();
        var encoder = task.Backbone.Encoder;
        adapters = [.. encoder.EntrySites.Where(site => !drop.Contains(site)).Select(task.AdapterAt).OfType<EntryAdapter>()];
        var prefixes = encoder.MemorySites.Where(site => !drop.Contains(site)).Select(task.AdapterAt).OfType<MemoryAdapter>();
        Shift = prefixes.Select(adapter => adapter.PositionShift).DefaultIfEmpty().Max()
            + adapters.Where(adapter => adapter.IsAmongWords).Sum(adapter => (int)(adapter.ComputePrompt()?.size(0) ?? 0));
    }

    /// <summary>The position at which the text begins.</summary>
    public int Shift { get; }

    /// <summary>Refuses adapters that change the embedded tokens of the text.</summary>
    /// <param name="embedded">The embedded tokens of the probe.</param>
    /// <exception cref="OnnxExportException">The task has one.</exception>
    public void RequireUnchanged(Tensor embedded)
    {
        using var scope = NewDisposeScope();
        var changing = adapters.FirstOrDefault(
            adapter => adapter.ChangedTable is not null || !Probe.AreEqual(embedded, adapter.Enter(embedded)));
        if (changing is not null)
        {
            throw new OnnxExportException(
                $"Adapters of class '{changing.GetType().Name}' change the embedded tokens, which cannot be written as ONNX. "
                + "Train the task with another variant.");
        }
    }

    /// <summary>Writes the prompt in front of every text.</summary>
    /// <param name="graph">The graph; it counts the prompt's tokens as real ones until <see cref="WriteEnd"/>.</param>
    /// <param name="h">The embedded tokens, <c>[batch, tokens, width]</c>.</param>
    /// <param name="entered">Those of the probe, behind the prompt, which is the same in every row.</param>
    /// <param name="length">The number of the prompt's vectors.</param>
    public static OnnxValue WriteStart(OnnxGraph graph, OnnxValue h, Tensor entered, long length)
    {
        if (length == 0)
            return h;

        graph.TokensInFront = length;
        using var scope = NewDisposeScope();
        var rows = graph.Apply("Shape", [graph.Input("input_ids")], ("start", 0), ("end", 1));
        var shape = graph.Apply("Concat", [rows, graph.Integers(1, 1)], ("axis", 0));
        var prompt = graph.Apply("Expand", [graph.Weight(entered.narrow(0, 0, 1).narrow(1, 0, length), "prompt"), shape]);
        return graph.Apply("Concat", [prompt, h], ("axis", 1));
    }

    /// <summary>Writes the hidden states of the text alone.</summary>
    public static OnnxValue WriteEnd(OnnxGraph graph, OnnxValue h)
    {
        var length = graph.TokensInFront;
        graph.TokensInFront = 0;
        return length == 0
            ? h
            : graph.Apply("Slice", [h, graph.Integers(length), graph.Integers(long.MaxValue), graph.Integers(1)]);
    }
}
