using Google.Protobuf;
using Onnx;

namespace AdapterKit.Onnx;

/// <summary>Writes tasks with their backbone as one ONNX model, for runtimes without TorchSharp.</summary>
public static class OnnxExporter
{
    private const int IrVersion = 8;

    /// <summary>Writes a file with one task, or with several side by side.</summary>
    /// <remarks>
    /// The inputs are those of Hugging Face's own exports: <c>input_ids</c>, <c>attention_mask</c> and, for models with several segments,
    /// <c>token_type_ids</c>, each <c>[batch, tokens]</c> of any size. The logits of a task are the output with its id, <c>[batch,
    /// labels]</c>, and of a tagging <c>[batch, tokens, labels]</c>; <c>id.probabilities</c> is their softmax or, for any number of labels,
    /// their sigmoid. The output of a task that predicts a number is <c>[batch, 1]</c>, without probabilities. Adapters and fusions are
    /// folded, weights are stored once, and what the tasks have in common is computed once. The file replaces an existing one as a whole.
    /// </remarks>
    /// <param name="path">The path of the file.</param>
    /// <param name="tasks">At least one task, all of one backbone and none twice; borrowed.</param>
    /// <param name="drop">The sites at which the tasks' adapters are left out, besides those that they are built without.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ArgumentException">
    /// There is no task, or one is named twice, was built for another backbone, or drops layers or points that do not exist.
    /// </exception>
    /// <exception cref="OnnxExportException">A part of the model cannot be written; nothing was.</exception>
    public static OnnxExport Write(string path, IReadOnlyList<TaskAdapter> tasks, DropSet? drop = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(tasks);
        if (tasks.Count == 0)
            throw new ArgumentException("There is no task. Pass at least one.", nameof(tasks));

        IReadOnlyList<OnnxTask> facts = [.. tasks.Select(task => Describe(task, drop ?? DropSet.None))];
        var graph = new OnnxGraph(string.Join(", ", facts.Select(task => task.Id)));
        var model = Create(graph, tasks, drop ?? DropSet.None);
        model.MetadataProps.AddRange(OnnxMetadata.Create(tasks[0].Backbone, facts));
        Save(path, model);
        return new OnnxExport(
            path, new FileInfo(path).Length, [.. model.Graph.Input.Select(input => input.Name)], facts, model.Graph.Node.Count);
    }

    /// <summary>Writes the tasks into a graph.</summary>
    internal static ModelProto Create(OnnxGraph graph, IReadOnlyList<TaskAdapter> tasks, DropSet drop)
    {
        var backbone = tasks[0].Backbone;
        if (backbone is IImageModel)
            throw new OnnxExportException($"Backbone '{backbone.Id}' reads images. Only models of texts can be written.");

        using var frozen = no_grad();
        var writer = new TaskWriter(graph, backbone, drop);
        foreach (var task in tasks)
        {
            Require(task, backbone, graph);
            writer.Write(task);
        }

        if (tasks.FirstOrDefault(task => graph.Proto.Input.Any(input => input.Name == task.Id)) is { } ambiguous)
            throw new OnnxExportException($"Task '{ambiguous.Id}' has the name of an input of the model. Give it another id.");

        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "AdapterKit",
            ProducerVersion = typeof(OnnxExporter).Assembly.GetName().Version!.ToString(3),
            OpsetImport = { new OperatorSetIdProto { Version = OnnxGraph.Opset } },
            Graph = graph.Proto,
        };
    }

    private static void Require(TaskAdapter task, Backbone backbone, OnnxGraph graph)
    {
        if (task.Backbone != backbone)
            throw new ArgumentException($"Task '{task.Id}' was built for another backbone than '{backbone.Id}'. Export it on its own.");
        if (backbone is IEncoderDecoder)
            throw new OnnxExportException($"Backbone '{backbone.Id}' is an encoder-decoder. Only backbones of one stack can be exported.");
        if (task.training || backbone.training)
            throw new OnnxExportException($"Task '{task.Id}' or its backbone is in training mode. Call eval() first.");
        if (graph.Proto.Output.Any(output => output.Name == task.Id))
            throw new ArgumentException($"Task '{task.Id}' is named twice.");
    }

    private static OnnxTask Describe(TaskAdapter task, DropSet drop) => new(
        task.Id,
        task.Declaration.Kind.Id,
        task.Declaration.Labels,
        Math.Min(task.Config.MaxTokens, task.Backbone.MaxTokens - new EntryWriter(task, drop).Shift),
        task.WeightsHash);

    private static void Save(string path, ModelProto model)
    {
        var unfinished = $"{path}.{Path.GetRandomFileName()}";
        try
        {
            using (var file = File.Create(unfinished))
                model.WriteTo(file);

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
