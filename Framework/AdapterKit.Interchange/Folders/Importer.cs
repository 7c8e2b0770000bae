namespace AdapterKit.Interchange;

/// <summary>Builds the task that a folder describes, with its weights.</summary>
/// <param name="contents">The folder; borrowed.</param>
/// <param name="backbone">The backbone; borrowed.</param>
/// <param name="options">How the adapter becomes a task.</param>
internal sealed class Importer(FolderContents contents, Backbone backbone, ImportOptions options)
{
    /// <returns>The task in evaluation mode, owned by the caller.</returns>
    /// <exception cref="InterchangeException">The folder cannot be read exactly.</exception>
    public TaskAdapter Import()
    {
        var head = options.Head ? contents.Head?.Read(options.Checkpoint) : null;
        if (!options.Head)
            contents.Head?.Ignore();
        else if (head is not null)
            RequirePooling(head);

        var task = Create(head);
        try
        {
            Load(task, head);
            return task;
        }
        catch
        {
            task.Dispose();
            throw;
        }
    }

    private TaskAdapter Create(HeadSource? head)
    {
        var labels = ReadLabels(head);
        var config = ReadConfig() with
        {
            Head = head?.Form ?? HeadForm.Default,
            MaxTokens = options.Declaration?.Config.MaxTokens ?? backbone.MaxTokens,
        };
        try
        {
            if (options.Declaration is not { } declared)
                return ImportedTasks.Create(options.Id ?? contents.Name, labels, head?.Kind, backbone, config);

            RequireFits(declared, head, labels, config);
            return declared.Create(backbone, config);
        }
        catch (ArgumentException error)
        {
            throw new InterchangeException($"{contents.Directory} cannot become a task. {error.Message}", error);
        }
    }

    private AdapterConfig ReadConfig()
    {
        if (contents.Fusion is not { } fusion)
        {
            RecipeConfig.RequirePlausible(contents.Directory, contents.Recipes, contents.Weights);
            return RecipeConfig.Create(contents.Directory, contents.Recipes, backbone);
        }

        if (fusion.Members.FirstOrDefault(name => options.Members.All(member => member.Id != name)) is { } missing)
        {
            throw new InterchangeException(
                $"{contents.Directory}: the fusion needs '{missing}'. Import '{missing}' first, and pass it as a member.");
        }

        var setup = (FuseSetup)Setup.Fuse([.. fusion.Members.Select(Setup.Of)]);
        return AdapterConfig.Fused(new FusionConfig(setup) { Options = fusion.Options }) with { Members = options.Members };
    }

    private IReadOnlyList<string> ReadLabels(HeadSource? head)
    {
        if (head is null)
            return [];

        var labels = options.Labels ?? options.Declaration?.Labels
            ?? (head.Labels.Count > 0 ? head.Labels : [.. Enumerable.Range(0, head.Outputs).Select(index => $"LABEL_{index}")]);
        var outputs = options.Declaration?.Kind.CountOutputs(labels) ?? labels.Count;
        return outputs == head.Outputs
            ? labels
            : throw new InterchangeException(
                $"{contents.Directory}: the head has {head.Outputs} outputs, but there are {outputs} labels: {string.Join(", ", labels)}.");
    }

    private void RequireFits(TaskDeclaration declared, HeadSource? head, IReadOnlyList<string> labels, AdapterConfig config)
    {
        var variants = declared.Config.Sets.Select(set => set.Variant.Id).ToList();
        if (config.Sets.FirstOrDefault(set => !variants.Contains(set.Variant.Id)) is { } other)
        {
            throw new InterchangeException(
                $"{contents.Directory} has adapters of variant '{other.Variant.Id}', but task '{declared.Id}' is declared with "
                + $"{string.Join(", ", variants.Select(variant => $"'{variant}'"))}.");
        }

        // The head of these is the model's own.
        if ((declared.Kind == LanguageModelTask.Kind || declared.Kind == TextToTextTask.Kind) && head is null)
            return;

        if (head is null)
            throw new InterchangeException($"{contents.Directory} has no head, without which '{declared.Id}' would answer at random.");

        if (!head.Kinds.Contains(declared.Kind))
        {
            throw new InterchangeException(
                $"{contents.Directory} has a head for {head.Kind.Id}, but task '{declared.Id}' is of the kind '{declared.Kind.Id}'.");
        }

        if (head.Labels.Count > 0 && !head.Labels.SequenceEqual(labels))
        {
            throw new InterchangeException(
                $"{contents.Directory} has the labels {string.Join(", ", head.Labels)}, but task '{declared.Id}' is declared with "
                + $"{string.Join(", ", labels)}. Declare the same labels in the same order.");
        }
    }

    // Published heads read the first token, or the only one that has seen the whole text.
    private void RequirePooling(HeadSource head)
    {
        var (expected, token) = backbone is ILanguageModel ? (Pooling.LastToken, "last") : (Pooling.FirstToken, "first");
        if (head.Kind != TaggingTask.Kind && backbone is PretrainedBackbone { Pooling: var pooling } && pooling != expected)
        {
            throw new InterchangeException(
                $"{contents.Directory} has a head that reads the {token} token, but backbone '{backbone.Id}' pools by {pooling}. "
                + $"Load the backbone with pooling by {token} token, or import without the head.");
        }
    }

    private void Load(TaskAdapter task, HeadSource? source)
    {
        var loader = new WeightLoader(contents.Directory);
        var weights = contents.Keys.Map(task).ToList();
        if (source is null)
        {
            loader.Add(contents.Weights, weights);
            loader.Load();
            return;
        }

        var head = task.children().OfType<TaskHead>().FirstOrDefault()
            ?? throw new InterchangeException($"Task '{task.Id}' has a head of its own form, which cannot be loaded.");
        var headWeights = HeadWeights.Map(head, source).ToList();
        if (contents.Head!.Weights is { } file)
        {
            loader.Add(contents.Weights, weights);
            loader.Add(file, headWeights);
        }
        else
        {
            loader.Add(contents.Weights, [.. weights, .. headWeights]);
        }

        HeadWeights.CopyFromBackbone(
            contents.Directory, head, source, options.Checkpoint, ((IPublishedModel)backbone).Names.Prefix);
        loader.Load();
        contents.Head.Adapt(head, source);
    }
}
