namespace AdapterKit.Interchange;

/// <summary>A head that AdapterHub saved.</summary>
/// <param name="fields">The fields of its file.</param>
/// <param name="file">Its weights; owned.</param>
/// <param name="layout">The backbone and its keys.</param>
internal sealed class HubHead(ConfigFields fields, WeightFile file, PublishedLayout layout) : IHeadFolder
{
    public const string ConfigFile = "head_config.json";
    private const string Owner = "heads.";

    public static readonly IReadOnlyList<string> WeightFiles = ["model_head.safetensors", "pytorch_model_head.bin"];

    public WeightFile Weights => file;

    public HeadSource? Read(CheckpointSource? checkpoint)
    {
        if (!fields.Has("config"))
            return ReadOfImages();

        var name = fields.GetText("name") ?? throw new InterchangeException($"{fields.Path}: 'name' is missing.");
        var config = fields.GetFields("config");
        if (config.GetText("head_type") is "causal_lm" or "seq2seq_lm")
        {
            RequireModelsOwn(config, name);
            return null;
        }

        var kind = config.GetText("head_type") switch
        {
            "classification" => ClassificationTask.Kind,
            "image_classification" => ImageClassificationTask.Kind,
            "multilabel_classification" => MultiLabelTask.Kind,
            "tagging" => TaggingTask.Kind,
            var other => throw new InterchangeException(
                $"{fields.Path}: 'head_type' is '{other}'. Supported are classification, image_classification, multilabel_classification, "
                + "tagging, causal_lm and seq2seq_lm; import without the head."),
        };
        config.Require("bias", true, "heads have a bias here.");
        config.Require("multilabel", false, "an image has one label here.");
        var (layers, usesPooler) = (config.GetInteger("layers", kind == TaggingTask.Kind ? 1 : 2), config.Is("use_pooler"));
        var activation = layers > 1 ? config.GetActivation("activation_function", "tanh") : Activation.Tanh;
        if (usesPooler && activation != Activation.Tanh)
            throw new InterchangeException($"{fields.Path}: the activation of a head with a pooler must be tanh here.");

        var outputs = config.GetInteger("num_labels", 2);
        var labels = ReadLabels(config, outputs);
        config.RequireAllRead("activation_function", "dropout_prob");
        file.Ignore(key => key.StartsWith(Owner, StringComparison.Ordinal) && HubKeys.IsLonger(key.AsSpan(Owner.Length), name));
        return new HeadSource(
            kind,
            labels,
            outputs,
            [
                .. usesPooler ? [new HeadLayer($"{layout.Names.Prefix}pooler.dense", IsInBackbone: true)] : (HeadLayer[])[],
                .. Enumerable.Range(0, Math.Min(layers, HeadForm.MaxHidden + 1)).Select(index => new HeadLayer(KeyOf(name, index))),
            ],
            activation)
        {
            Kinds = kind == ClassificationTask.Kind ? [ClassificationTask.Kind, PairTask.Kind] : [kind],
        };
    }

    /// <summary>The key of a linear layer: the first of dropout, linear, activation, dropout, linear, … has number 0.</summary>
    public static string KeyOf(string name, int layer) => $"{Owner}{name}.{(3 * layer) + 1}";

    public void Ignore() => file.Ignore(_ => true);

    public void Adapt(TaskHead head, HeadSource source)
    {
    }

    public void Dispose() => file.Dispose();

    // A class of transformers has a head of its own: 'config' is null, and the labels stand beside it.
    private HeadSource ReadOfImages()
    {
        if (layout.Backbone is not IImageModel || fields.GetText("model_class") != ClassicHeads.OfImages)
        {
            throw new InterchangeException(
                $"{fields.Path}: 'config' is null. Of the heads of transformers' own classes, that of "
                + $"{ClassicHeads.OfImages} is supported; import without the head.");
        }

        var outputs = fields.GetInteger("num_labels", 2);
        var (layers, activation) = ClassicHeads.Images;
        return new HeadSource(
            ImageClassificationTask.Kind, ReadLabels(fields, outputs), outputs, [.. layers.Select(key => new HeadLayer(key))], activation);
    }

    // The library ties the head to the embeddings, and saves a copy of them: the task predicts tokens with the model's own head.
    private void RequireModelsOwn(ConfigFields config, string name)
    {
        var (type, key) = (config.GetText("head_type"), $"{Owner}{name}.0.weight");
        var isFitting = layout.Backbone is ILanguageModel && layout.Backbone is IEncoderDecoder == (type == "seq2seq_lm");
        if (!isFitting || config.Is("bias") || config.Is("layer_norm") || config.GetInteger("layers", 1) != 1 || !IsModelsOwn(key))
        {
            throw new InterchangeException(
                $"{fields.Path}: 'head_type' is '{type}', whose weights '{key}' are not those of the head of backbone "
                + $"'{layout.Backbone.Id}'. Tasks predict tokens with the model's own head; import without this one.");
        }

        Ignore();
    }

    private bool IsModelsOwn(string key)
    {
        if (!file.Contains(key))
            return false;

        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var weight = file.Read(key).to(layout.Backbone.Device);
        if (weight.dim() != 2 || weight.size(1) != layout.Backbone.Width)
            return false;

        // Unit vectors have the head's columns as logits, which T5 divides by the root of the width.
        var unit = eye(weight.size(1), weight.size(1), weight.dtype, layout.Backbone.Device).unsqueeze(0);
        var expected = layout.Names.ModelType == "t5" ? weight / Math.Sqrt(weight.size(1)) : weight;
        var own = ((ILanguageModel)layout.Backbone).ComputeTokenLogits(unit)[0].t();
        return own.shape.SequenceEqual(expected.shape) && own.allclose(expected, 1e-5, 1e-6);
    }

    private static List<string> ReadLabels(ConfigFields config, int outputs)
    {
        if (!config.Has("label2id"))
            return [];

        var ids = config.GetFields("label2id").Enumerate()
            .ToDictionary(entry => config.ReadNumber("label2id", entry.Value), entry => entry.Key);
        return Enumerable.Range(0, outputs).All(id => ids.ContainsKey(id)) && ids.Count == outputs
            ? [.. Enumerable.Range(0, outputs).Select(id => ids[id])]
            : throw new InterchangeException($"{config.Path}: 'label2id' does not name each of the {outputs} outputs once.");
    }
}
