using System.Text.Json;

namespace AdapterKit.Onnx.Tests;

/// <summary>Several tasks in one file, and what the file says about itself.</summary>
public sealed class SideBySideTests : IDisposable
{
    private readonly Backbone backbone = RandomModels.Create("bert", layers: 4);
    private readonly RandomFusion fusion;
    private readonly TaskAdapter upper;
    private readonly TaskAdapter head;

    public SideBySideTests()
    {
        fusion = RandomFusion.Draw(backbone, 2);
        upper = AnyTask.Create(
            "upper", backbone, new AdapterConfig(BottleneckAdapter.Variant) { Drop = DropSet.FirstLayers(2), MaxTokens = 16 });
        head = AnyTask.Create("head", backbone, new AdapterConfig(BottleneckAdapter.Variant).HeadOnly());
    }

    public void Dispose()
    {
        head.Dispose();
        upper.Dispose();
        fusion.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void Each_task_computes_what_it_computes_alone()
    {
        TaskAdapter[] tasks = [upper, fusion.Task, .. fusion.Members, head];
        using var model = new ExportedModel(tasks);
        foreach (var seed in Enumerable.Range(0, 5))
        {
            using var batch = RandomModels.CreateBatch(new Random(seed));
            Assert.All(tasks, task => Assert.InRange(model.MeasureDifference(batch, task), 0, 1e-5));
        }

        Assert.Equal(tasks.SelectMany(task => new[] { task.Id, $"{task.Id}.probabilities" }), model.Outputs);
    }

    [Fact]
    public void What_tasks_have_in_common_is_written_once()
    {
        using var alone = new ExportedModel([head]);
        using var both = new ExportedModel([head, upper]);
        using var twoLayers = new ExportedModel([AnyTask.Create("other", backbone, new AdapterConfig(BottleneckAdapter.Variant))]);

        // The weights of the backbone are in the file once.
        var own = upper.parameters().Sum(parameter => parameter.numel()) * sizeof(float);
        Assert.InRange(both.Export.Bytes - alone.Export.Bytes, own, own + 16_000);

        // Of four layers, the two lower ones are shared.
        Assert.InRange(both.Export.Operators, alone.Export.Operators + 1, (int)(1.8 * alone.Export.Operators));
        Assert.True(twoLayers.Export.Operators > alone.Export.Operators);
    }

    [Fact]
    public void The_file_says_what_it_contains()
    {
        using var model = new ExportedModel([upper, head]);

        Assert.Equal("AdapterKit", model.Metadata.ProducerName);
        Assert.Equal("upper, head", model.Metadata.GraphName);
        Assert.Equal(backbone.Id, model.Metadata.CustomMetadataMap["adapterkit.backbone"]);
        Assert.Equal(backbone.Hash, model.Metadata.CustomMetadataMap["adapterkit.backbone.hash"]);
        var tasks = JsonElement.Parse(model.Metadata.CustomMetadataMap["adapterkit.tasks"]);
        Assert.Equal(2, tasks.GetArrayLength());
        Assert.Equal("upper", tasks[0].GetProperty("id").GetString());
        Assert.Equal(16, tasks[0].GetProperty("maxTokens").GetInt32());
        Assert.Equal(24, tasks[1].GetProperty("maxTokens").GetInt32());
        Assert.Equal(["no", "yes", "maybe"], tasks[0].GetProperty("labels").EnumerateArray().Select(label => label.GetString()!));
        Assert.False(tasks[0].TryGetProperty("weights", out _));
    }

    [Theory]
    [InlineData("bert", 2, "input_ids", "attention_mask", "token_type_ids")]
    [InlineData("bert", 1, "input_ids", "attention_mask")]
    [InlineData("roberta", 1, "input_ids", "attention_mask")]
    [InlineData("distilbert", 0, "input_ids", "attention_mask")]
    public void Inputs_are_those_of_other_exports_of_the_model(string type, int segments, params string[] inputs)
    {
        using var model = RandomModels.Create(type, segments: segments);
        using var task = AnyTask.Create("any", model);
        using var exported = new ExportedModel([task]);

        Assert.Equal(inputs, exported.Inputs);
        Assert.Equal(inputs, exported.Export.Inputs);
    }

    [Fact]
    public void A_text_with_more_tokens_than_the_model_supports_is_an_error()
    {
        using var exported = new ExportedModel([head]);
        using var batch = TokenBatch.Pad([[.. Enumerable.Range(1, backbone.MaxTokens + 1)]], 0);

        Assert.Throws<Microsoft.ML.OnnxRuntime.OnnxRuntimeException>(() => exported.Run(batch, "head"));
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        using var folder = new TemporaryFolder();
        NativeTensors.NoneLeftBehind(() => OnnxExporter.Write(folder.PathOf("model.onnx"), [upper, fusion.Task]));
    }

    [Fact]
    public void The_same_tasks_give_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.onnx", "b.onnx" })
            OnnxExporter.Write(folder.PathOf(name), [upper, fusion.Task]);

        Assert.Equal(File.ReadAllBytes(folder.PathOf("a.onnx")), File.ReadAllBytes(folder.PathOf("b.onnx")));
        Assert.Equal(2, Directory.GetFiles(folder.Root).Length);
    }
}
