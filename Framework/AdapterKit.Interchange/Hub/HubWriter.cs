using System.Text.Json.Nodes;

namespace AdapterKit.Interchange;

/// <summary>Writes a task as an AdapterHub folder.</summary>
/// <param name="task">The task; borrowed.</param>
/// <param name="options">How it is written.</param>
internal sealed class HubWriter(TaskAdapter task, ExportOptions options)
{
    // The first version whose fields all mean what is written here.
    private const string Version = "adapters.1.2.0";

    private readonly PublishedLayout layout = PublishedLayout.Of(task.Backbone);

    /// <exception cref="InterchangeException">AdapterHub has no name for something that the task has.</exception>
    public void Write(string directory)
    {
        var folder = new FolderWriter();
        var head = TaskHeads.Find(task, options);
        var name = options.Name ?? (task.Config.Fusion is { } fusion ? NameFusion(fusion) : task.Id);
        if (task.Config.Fusion is not null)
            AddFusion(folder, name, task.Config.Fusion);
        else
            AddAdapters(folder, name);

        if (head is not null)
            AddHead(folder, name, head);

        folder.Write(directory);
    }

    private static JsonArray ToJson<T>(IEnumerable<T> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private void AddAdapters(FolderWriter folder, string name)
    {
        if (task.Backbone.Encoder.Sites.FirstOrDefault(site => (task.NormAt(site) ?? task.OutputNormAt(site)) is not null) is { } tuned)
        {
            throw new InterchangeException(
                $"Task '{task.Id}' trains its own copy of the norm at {tuned}, for which AdapterHub has no file. Train it without "
                + "(TuneNorms = false).");
        }

        if (task.Backbone.Encoder.ProjectionSites.FirstOrDefault(
            site => task.AdapterAt(site) is not null && (layout.KeyOf(site) is null || site.Part.IsJoint)) is { } packed)
        {
            throw new InterchangeException(
                $"Task '{task.Id}' has an adapter at {packed}, a part of a matrix that is packed in checkpoints of this model. Writing it "
                + "for AdapterHub is not supported.");
        }

        var configs = new HubConfigWriter(task).Describe();
        var envelope = Wrap(name, configs is [var only] ? only : new JsonObject
        {
            ["architecture"] = "union",
            ["configs"] = new JsonArray([.. configs]),
        });
        folder.Add("adapter_config.json", envelope);
        folder.Add(HubFolder.WeightFiles[0], [.. Keys(name).Map(task)]);
    }

    private void AddFusion(FolderWriter folder, string name, FusionConfig fusion)
    {
        var settings = fusion.Options;
        if (fusion.Pruning is not null)
            throw new InterchangeException($"The fusion '{task.Id}' is pruned, for which AdapterHub has no file.");
        if (settings.Numerics != FusionNumerics.AdapterHub)
            throw new InterchangeException($"The fusion '{task.Id}' computes by {settings.Numerics}, which AdapterHub cannot do.");
        if (settings.Temperature)
            throw new InterchangeException($"The fusion '{task.Id}' has a temperature, which files of AdapterHub lack.");

        var envelope = Wrap(name, new JsonObject
        {
            ["key"] = settings.Key,
            ["query"] = settings.Query,
            ["value"] = settings.Value,
            ["query_before_ln"] = settings.QueryBeforeNorm,
            ["regularization"] = settings.Regularization != 0,
            ["residual_before"] = settings.ResidualThroughValue,
            ["temperature"] = false,
            ["value_before_softmax"] = true,
            ["value_initialized"] = settings.ValueStartsAsIdentity,
            ["dropout_prob"] = settings.Dropout,
        });
        envelope["adapter_names"] = ToJson(fusion.Setup.Names);
        folder.Add(HubFolder.FusionConfigFile, envelope);
        folder.Add(HubFolder.FusionWeightFiles[0], [.. Keys(name).Map(task)]);
    }

    private string NameFusion(FusionConfig fusion) =>
        fusion.Setup.Members.FirstOrDefault(member => member.Names.Count > 1) is { } stack
            ? throw new InterchangeException(
                $"The fusion '{task.Id}' has the stack {stack} as a member, which files of AdapterHub cannot say.")
            : string.Join(',', fusion.Setup.Names);

    private void AddHead(FolderWriter folder, string name, TaskHead head)
    {
        var type = task.Declaration.Kind switch
        {
            var kind when kind == MultiLabelTask.Kind => "multilabel_classification",
            var kind when kind == TaggingTask.Kind => "tagging",
            var kind when kind == ImageClassificationTask.Kind => "image_classification",
            var kind when kind == ClassificationTask.Kind || kind == PairTask.Kind => "classification",
            var kind => throw new InterchangeException(
                $"Task '{task.Id}' is of the kind '{kind.Id}', whose head AdapterHub lacks. Export it without the head."),
        };
        var labels = task.Declaration.Labels;
        folder.Add(HubHead.ConfigFile, Wrap(name, new JsonObject
        {
            ["head_type"] = type,
            ["num_labels"] = labels.Count,
            ["layers"] = head.Hidden.Count + 1,
            ["activation_function"] = ActivationNames.Of(head.Form.Activation),
            ["bias"] = true,
            ["use_pooler"] = false,
            ["label2id"] = new JsonObject(labels.Select((label, id) => KeyValuePair.Create(label, (JsonNode?)id))),
        }));
        folder.Add(
            HubHead.WeightFiles[0],
            [.. TaskHeads.Map(head, [.. Enumerable.Range(0, head.Hidden.Count + 1).Select(index => HubHead.KeyOf(name, index))])]);
    }

    private HubKeys Keys(string name) => new(layout, layout.Names.Prefix, name);

    private JsonObject Wrap(string name, JsonObject config) => new()
    {
        ["config"] = config,
        ["hidden_size"] = task.Backbone.Width,
        ["model_class"] = $"{NameClass()}AdapterModel",
        ["model_name"] = options.BaseModel,
        ["model_type"] = layout.Names.ModelType,
        ["name"] = name,
        ["version"] = Version,
    };

    private string NameClass() => layout.Names.ModelType switch
    {
        "bert" => "Bert",
        "roberta" => "Roberta",
        "distilbert" => "DistilBert",
        "electra" => "Electra",
        "vit" => "ViT",
        "t5" => "T5",
        "bart" => "Bart",
        "gpt2" => "GPT2",
        "llama" => "Llama",
        _ => "Auto",
    };
}
