using System.Text.Json.Nodes;

namespace AdapterKit.Interchange.Tests;

/// <summary>The head of <c>ViTForImageClassification</c>, as AdapterHub and PEFT write it.</summary>
public sealed class ImageHeadTests : IDisposable
{
    private static readonly string[] Labels = ["cat", "dog", "owl"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>PEFT saves the classifier whole, and says no type of task.</summary>
    [Fact]
    public void Peft_saves_the_classifier_beside_the_adapters()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new HubCase("vit_lora");
        using var batch = peer.Batch();
        using var task = CreateTask(peer.Backbone);
        AdapterFolder.ExportPeft(task, folder.Root);

        var config = JsonNode.Parse(File.ReadAllText(folder.PathOf("adapter_config.json")))!;
        Assert.Equal("classifier", Assert.Single(config["modules_to_save"]!.AsArray())!.GetValue<string>());
        Assert.Null(config["task_type"]);
        using var weights = SafetensorsCheckpoint.Open(folder.PathOf("adapter_model.safetensors"));
        Assert.Contains("base_model.model.vit.encoder.layer.0.attention.attention.query.lora_A.weight", weights.Keys);
        var (weight, bias) = (weights.Read("base_model.model.classifier.weight"), weights.Read("base_model.model.classifier.bias"));
        var expected = peer.Backbone.Encode(batch, task.Plan).select(1, 0).matmul(weight.t()) + bias;

        using var again = AdapterFolder.Import(folder.Root, peer.Backbone, new ImportOptions { Labels = Labels });
        Assert.Equal(ImageClassificationTask.Kind, again.Declaration.Kind);
        Folders.AssertClose(again.Forward(batch), expected, "the imported task");
        Folders.AssertClose(task.Forward(batch), expected, "the task");
        using var without = AdapterFolder.Import(folder.Root, peer.Backbone, new ImportOptions { Head = false });
        Folders.AssertHidden(
            peer.Backbone.Encode(batch, without.Plan), peer.Backbone.Encode(batch, task.Plan), peer.ReadMask(), "without the head");
    }

    /// <summary>The configuration of the head is null, and its labels stand beside it.</summary>
    [Fact]
    public void AdapterHub_saves_the_classifier_of_the_class()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new HubCase("vit_pfeiffer");
        using var batch = peer.Batch();
        using var published = new ChangedFolder(Folders.Hub("vit_pfeiffer", "a"));
        var (weight, bias) = (randn(3, peer.Backbone.Width), randn(3));
        SafetensorsFile.Write(published.PathOf("model_head.safetensors"), [("classifier.weight", weight), ("classifier.bias", bias)]);
        File.WriteAllText(
            published.PathOf("head_config.json"),
            """
            {
              "config": null, "hidden_size": 32, "label2id": { "owl": 2, "cat": 0, "dog": 1 }, "num_labels": 3,
              "model_class": "ViTForImageClassification", "model_name": null, "model_type": "vit", "name": null, "version": "3.2.1"
            }
            """);

        using var task = AdapterFolder.Import(published.Path, peer.Backbone);
        var cls = peer.Golden.Read("out/last_hidden_state").select(1, 0);

        Assert.Equal(Labels, task.Declaration.Labels);
        Assert.Equal(ImageClassificationTask.Kind, task.Declaration.Kind);
        Folders.AssertRelative(task.Forward(batch), cls.matmul(weight.t()) + bias, "the logits");
        published.With(fields => fields["model_class"] = "BertForSequenceClassification", "head_config.json");
        var refusal = Assert.Throws<InterchangeException>(() => AdapterFolder.Import(published.Path, peer.Backbone));
        Assert.Contains("ViTForImageClassification is supported", refusal.Message, StringComparison.Ordinal);
    }

    private static ImageTask CreateTask(Backbone backbone)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            "pets",
            backbone.Id,
            Labels,
            new AdapterConfig(LoraAdapter.Variant) { Points = ["attention.q", "attention.v"], Head = new HeadForm { Norm = false } },
            (on, config) => new ImageTask(declaration!, on, config),
            ImageClassificationTask.Kind);
        var task = (ImageTask)declaration.Create(backbone);
        using var frozen = no_grad();
        foreach (var parameter in task.parameters())
            nn.init.normal_(parameter, 0, 0.3);

        task.eval();
        return task;
    }

    private sealed class ImageTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : ImageClassificationTask(declaration, backbone, config);
}
