using System.Globalization;

namespace AdapterKit.Onnx;

/// <summary>Writes a backbone with the adapters and the head of one task after another into one graph.</summary>
/// <param name="graph">The graph.</param>
/// <param name="backbone">The backbone.</param>
/// <param name="drop">The sites at which tasks are left out.</param>
internal sealed class TaskWriter(OnnxGraph graph, Backbone backbone, DropSet drop)
{
    /// <summary>
    /// Writes a task; its logits are an output with its id, and its probabilities one with <c>.probabilities</c> after it.
    /// </summary>
    /// <exception cref="OnnxExportException">A part of the task or the backbone cannot be written.</exception>
    public void Write(TaskAdapter task)
    {
        using var scope = NewDisposeScope();
        using var probe = new Probe(backbone);
        using var plan = backbone.Compile(Setup.Of(task.Id).Drop(drop), [task]);
        var sites = new SiteWriter(graph, task, drop);
        var entry = new EntryWriter(task, drop);
        var embedded = backbone.Embed(probe.Batch);
        entry.RequireUnchanged(embedded);
        using var entering = plan.BeginPass(probe.Batch, embedded.dtype);
        var hidden = entering.Enter(embedded);
        var front = hidden.size(1) - embedded.size(1);
        var text = EmbeddingWriter.Find(backbone, probe).Write(graph, entry.Shift);
        var h = EntryWriter.WriteStart(graph, text, hidden, front);
        for (var layer = 0; layer < backbone.Encoder.Layers.Count; layer++)
        {
            var (input, current) = (h, layer);
            var writer = LayerWriter.Find(backbone, layer, hidden, Begin, out var output);
            hidden = output;
            h = graph.In($"layers.{current.ToString(CultureInfo.InvariantCulture)}", () => writer.Write(graph, sites, input));
        }

        (h, hidden) = (EntryWriter.WriteEnd(graph, h), hidden.narrow(1, front, hidden.size(1) - front));
        if (!Probe.AreEqual(hidden, backbone.ApplyFinalNorm(hidden)))
            throw new OnnxExportException($"Backbone '{backbone.Id}' has a norm after its layers, which cannot be written as ONNX.");

        var (features, read) = task.ReadsTokens
            ? (hidden, h)
            : (backbone.Pool(hidden, probe.Batch), PoolingWriter.Write(graph, PoolingWriter.Find(backbone, hidden, probe), h));
        var logits = graph.In(task.Id, () => HeadWriter.Write(graph, task, features, read));
        var outputs = task.Declaration.Kind.CountOutputs(task.Declaration.Labels);
        graph.Output(task.Id, logits, outputs, task.ReadsTokens);
        if (HeadWriter.WriteProbabilities(graph, task, logits) is { } probabilities)
            graph.Output($"{task.Id}.probabilities", probabilities, outputs, task.ReadsTokens);

        // A pass that knows of the prompt.
        AdapterPass Begin()
        {
            var pass = plan.BeginPass(probe.Batch, embedded.dtype);
            pass.Enter(embedded).Dispose();
            return pass;
        }
    }
}
