namespace AdapterKit.Interchange;

/// <summary>Builds tasks that nobody declared.</summary>
internal static class ImportedTasks
{
    /// <param name="id">The id of the task.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="kind">What it predicts; null for a task without a head, which predicts tokens on a model that does.</param>
    /// <param name="backbone">The backbone; borrowed.</param>
    /// <param name="config">The configuration.</param>
    public static TaskAdapter Create(string id, IReadOnlyList<string> labels, TaskKind? kind, Backbone backbone, AdapterConfig config)
    {
        TaskDeclaration? declaration = null;
        var declared = kind ?? (backbone is IEncoderDecoder ? TextToTextTask.Kind
            : backbone is ILanguageModel ? LanguageModelTask.Kind
            : ClassificationTask.Kind);
        declaration = new TaskDeclaration(id, backbone.Id, labels, config, Build, declared);
        return declaration.Create(backbone);

        TaskAdapter Build(Backbone on, AdapterConfig adapters) =>
            declared == LanguageModelTask.Kind ? new ImportedLanguageModelTask(declaration!, on, adapters)
            : declared == TextToTextTask.Kind ? new ImportedTextToTextTask(declaration!, on, adapters)
            : kind is null ? new ImportedAdapter(declaration!, on, adapters)
            : kind == MultiLabelTask.Kind ? new ImportedMultiLabelTask(declaration!, on, adapters)
            : kind == TaggingTask.Kind ? new ImportedTaggingTask(declaration!, on, adapters)
            : new ImportedClassificationTask(declaration!, on, adapters);
    }
}

/// <summary>An imported adapter without a head.</summary>
internal sealed class ImportedAdapter(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : TaskAdapter(declaration, backbone, config)
{
    public override Tensor Head(Tensor features) => throw HasNone();

    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights) => throw HasNone();

    private NotSupportedException HasNone() => new($"'{Id}' was imported without a head: it computes hidden states alone.");
}

/// <summary>Imported adapters of a language model, which brings its own head.</summary>
internal sealed class ImportedLanguageModelTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : LanguageModelTask(declaration, backbone, config);

/// <summary>Imported adapters of an encoder-decoder, which brings its own head.</summary>
internal sealed class ImportedTextToTextTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : TextToTextTask(declaration, backbone, config);

/// <summary>An imported task that gives every text one label.</summary>
internal sealed class ImportedClassificationTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : ClassificationTask(declaration, backbone, config);

/// <summary>An imported task that gives every text any number of labels.</summary>
internal sealed class ImportedMultiLabelTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : MultiLabelTask(declaration, backbone, config);

/// <summary>An imported task that gives every word of a text one label.</summary>
internal sealed class ImportedTaggingTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
    : TaggingTask(declaration, backbone, config);
