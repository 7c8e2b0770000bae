namespace AdapterKit.Interchange;

/// <summary>The head in a PEFT folder: modules that were saved whole, the rest of it in the backbone's checkpoint.</summary>
/// <param name="config">The configuration.</param>
/// <param name="layout">The backbone's keys.</param>
/// <param name="targets">The adapted modules; null for prompts and prefixes.</param>
/// <param name="file">The weights of the folder; borrowed.</param>
internal sealed class PeftHead(PeftConfig config, PublishedLayout layout, PeftTargets? targets, WeightFile file) : IHeadFolder
{
    private static readonly TaskKind[] OfTexts =
        [ClassificationTask.Kind, MultiLabelTask.Kind, PairTask.Kind, RegressionTask.Kind];

    private readonly Dictionary<string, Tensor> biases = [];
    private Tensor? poolerChange;

    public WeightFile? Weights => null;

    private string Root => targets is null ? PeftPrompt.HeadRoot : PeftKeys.Root;

    private string PoolerKey => $"{layout.Names.Prefix}pooler.dense";

    public HeadSource? Read(CheckpointSource? checkpoint)
    {
        // PEFT knows no type of task for images, and a language model predicts tokens with a head of its own.
        if (config.TaskType is null && layout.Backbone is IImageModel && config.SavedModules.Contains("classifier"))
            return ReadOfImages(checkpoint);
        if (config.TaskType is null or "FEATURE_EXTRACTION" or "CAUSAL_LM" or "SEQ_2_SEQ_LM")
        {
            IgnoreBiases([]);
            return null;
        }

        if (config is { Method: PeftMethod.Prompt, TaskType: "SEQ_CLS" })
        {
            throw new InterchangeException(
                $"{config.Path}: the head reads the first vector of the prompt, or the last token with its padding, where heads here read "
                + "a token of the text. Import without the head.");
        }

        var isOfTokens = config.TaskType == "TOKEN_CLS";
        var (paths, activation) = config.TaskType switch
        {
            "TOKEN_CLS" => ClassicHeads.Tokens,
            "SEQ_CLS" => ClassicHeads.FindTexts(layout.Names) ?? throw Refuse($"models of type '{layout.Names.ModelType}'"),
            var other => throw Refuse($"'task_type' {other}"),
        };
        var layers = paths.Select(ReadLayer).ToList();
        TakePoolerChange();
        TakeBiases(layers);
        return new HeadSource(
            isOfTokens ? TaggingTask.Kind : ClassificationTask.Kind, [], CountOutputs(layers[^1], checkpoint), layers, activation)
        {
            Kinds = isOfTokens ? [TaggingTask.Kind] : OfTexts,
        };
    }

    public void Ignore()
    {
        IgnoreBiases([]);
        file.Ignore(key =>
            Strip(key) is var path
            && (path.StartsWith("pooler.", StringComparison.Ordinal) || config.SavedModules.Any(
                saved => path.StartsWith($"{saved}.", StringComparison.Ordinal))));
    }

    // A product of the head has LoRA merged: a head is no place for adapters.
    public void Adapt(TaskHead head, HeadSource source)
    {
        using var frozen = no_grad();
        foreach (var (layer, linear) in source.Layers.Zip(head.Hidden))
        {
            if (poolerChange is not null && layer.Key == PoolerKey)
                linear.weight.add_(poolerChange);
            if (biases.TryGetValue(layer.Key, out var bias))
                linear.bias!.copy_(bias);
        }
    }

    public void Dispose()
    {
        poolerChange?.Dispose();
        foreach (var bias in biases.Values)
            bias.Dispose();
    }

    private HeadSource ReadOfImages(CheckpointSource? checkpoint)
    {
        var (paths, activation) = ClassicHeads.Images;
        var layers = paths.Select(ReadLayer).ToList();
        return new HeadSource(ImageClassificationTask.Kind, [], CountOutputs(layers[^1], checkpoint), layers, activation);
    }

    private string Strip(string key) => RemoveStart(RemoveStart(key, Root), layout.Names.Prefix);

    private static string RemoveStart(string text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : text;

    private HeadLayer ReadLayer(string path)
    {
        var isSaved = file.Contains($"{Root}{path}.weight") || config.SavedModules.Any(
            saved => path.EndsWith(saved, StringComparison.Ordinal) || path.StartsWith($"{saved}.", StringComparison.Ordinal));
        return new HeadLayer(isSaved ? Root + path : path, IsInBackbone: !isSaved, path != ClassicHeads.WithoutBias);
    }

    private void TakePoolerChange()
    {
        var (a, b) = ($"{PeftKeys.Root}{PoolerKey}.lora_A.weight", $"{PeftKeys.Root}{PoolerKey}.lora_B.weight");
        if (config is not { Method: PeftMethod.Lora, IsDora: false } || targets?.Include("pooler.dense") != true
            || !file.Contains(a) || !file.Contains(b))
        {
            return;
        }

        using var scope = NewDisposeScope();
        var scaling = targets.ReadOptions("pooler.dense").GetScaling();
        var (down, up) = (file.Read(a).to_type(ScalarType.Float32), file.Read(b).to_type(ScalarType.Float32));
        if (up.dim() != 2 || down.dim() != 2 || up.size(1) != down.size(0))
            throw new InterchangeException($"{file.Path}: the LoRA of '{PoolerKey}' has matrices that do not fit each other.");

        poolerChange = (up.mm(down) * scaling).MoveToOuterDisposeScope();
        poolerChange.DetachFromDisposeScope();
        file.Ignore(key => key == a || key == b);
    }

    // Layers that belong to the backbone's checkpoint have their bias from the folder.
    private void TakeBiases(List<HeadLayer> layers)
    {
        if (config.Biases != PeftBiases.All)
            return;

        foreach (var layer in layers.Where(layer => layer is { IsInBackbone: true, HasBias: true }))
        {
            var key = $"{Root}{layer.Key}.bias";
            if (!file.Contains(key))
                throw new InterchangeException($"{file.Path} has no '{key}', which the head needs.") { Missing = [key] };

            biases.Add(layer.Key, file.Read(key).DetachFromDisposeScope());
        }

        IgnoreBiases([.. layers.Where(layer => !layer.IsInBackbone).Select(layer => $"{layer.Key}.bias")]);
    }

    // With 'all', PEFT saves every bias of a head, and those of modules that it saves whole under other names, too.
    private void IgnoreBiases(IReadOnlyList<string> kept)
    {
        if (config.Biases != PeftBiases.All)
            return;

        var models = layout.Biases.Select(FindTop).ToHashSet();
        file.Ignore(key => key.EndsWith(".bias", StringComparison.Ordinal) && !models.Contains(FindTop(Strip(key))) && !kept.Contains(key));

        static string FindTop(string path) => path.Split('.')[0];
    }

    private int CountOutputs(HeadLayer last, CheckpointSource? checkpoint)
    {
        var key = $"{last.Key}.weight";
        var shape = !last.IsInBackbone && file.Contains(key) ? file.Describe(key).Shape
            : checkpoint?.Contains(key) == true ? checkpoint.Describe(key).Shape
            : throw new InterchangeException($"{file.Path} has no '{key}', which the head needs. Import without the head.")
            {
                Missing = [key],
            };
        return (int)shape[0];
    }

    private InterchangeException Refuse(string what) =>
        new($"{config.Path}: heads for {what} are not supported. Import without the head.");
}
