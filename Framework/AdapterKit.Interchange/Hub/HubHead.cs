namespace AdapterKit.Interchange;

/// <summary>A head that AdapterHub saved.</summary>
/// <param name="fields">The fields of its file.</param>
/// <param name="file">Its weights; owned.</param>
/// <param name="names">The model.</param>
internal sealed class HubHead(ConfigFields fields, WeightFile file, CheckpointNames names) : IHeadFolder
{
    public const string ConfigFile = "head_config.json";
    private const string Owner = "heads.";

    public static readonly IReadOnlyList<string> WeightFiles = ["model_head.safetensors", "pytorch_model_head.bin"];

    public WeightFile Weights => file;

    public HeadSource? Read(CheckpointSource? checkpoint)
    {
        var name = fields.GetText("name") ?? throw new InterchangeException($"{fields.Path}: 'name' is missing.");
        if (!fields.Has("config"))
            throw new InterchangeException($"{fields.Path}: 'config' is null: heads of transformers' own classes are not supported here.");

        var config = fields.GetFields("config");
        var kind = config.GetText("head_type") switch
        {
            "classification" => ClassificationTask.Kind,
            "image_classification" => ImageClassificationTask.Kind,
            "multilabel_classification" => MultiLabelTask.Kind,
            "tagging" => TaggingTask.Kind,
            var other => throw new InterchangeException(
                $"{fields.Path}: 'head_type' is '{other}'. Supported are classification, image_classification, multilabel_classification "
                + "and tagging; import without the head."),
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
                .. usesPooler ? [new HeadLayer($"{names.Prefix}pooler.dense", IsInBackbone: true)] : (HeadLayer[])[],
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
