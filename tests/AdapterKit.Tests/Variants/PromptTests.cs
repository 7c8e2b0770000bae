using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Trained vectors in front of every text.</summary>
public sealed class PromptTests : IDisposable
{
    private readonly Backbone backbone = TinyBert.Load();

    public void Dispose() => backbone.Dispose();

    /// <summary>The layers see the prompt as they would see tokens that are embedded so.</summary>
    [Fact]
    public void It_is_what_the_layers_make_of_longer_embeddings()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var task = Create("a", 3);
        using var batch = TokenBatch.Pad([[5, 6, 7, 8], [9, 10, 11, 12]], padId: 0);
        using var longer = TokenBatch.Pad([[1, 1, 1, 5, 6, 7, 8], [1, 1, 1, 9, 10, 11, 12]], padId: 0);
        using var bare = backbone.Compile();
        using var pass = bare.BeginPass(longer);
        var prompt = Prompt(task).unsqueeze(0).expand(2, -1, -1);
        var expected = backbone.Encoder.RunLayers(cat([prompt, backbone.Embed(batch)], 1), pass, 0, backbone.Encoder.Layers.Count);

        Tensors.AssertClose(backbone.Encode(batch, task.Plan), expected.narrow(1, 3, 4), 1e-5, "the hidden states of the texts");
    }

    [Fact]
    public void Texts_of_different_lengths_answer_as_alone()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var task = Create("a", 3);
        using var alone = TokenBatch.Pad([[5, 6]], padId: 0);
        using var padded = TokenBatch.Pad([[5, 6], [9, 10, 11, 12]], padId: 0);

        Tensors.AssertClose(task.Forward(padded)[0], task.Forward(alone)[0], 1e-5, "the short text");
    }

    [Fact]
    public void Prompts_of_different_lengths_run_in_one_pass()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var shorter = Create("shorter", 2);
        using var longer = Create("longer", 5);
        using var batch = TokenBatch.Pad([[5, 6], [9, 10, 11, 12]], padId: 0);
        using var plan = backbone.Compile(Setup.Parallel("shorter", "longer"), [shorter, longer]);
        using var answers = backbone.Forward(batch, plan);

        Tensors.AssertClose(answers["shorter"], shorter.Forward(batch), 1e-5, "the shorter prompt");
        Tensors.AssertClose(answers["longer"], longer.Forward(batch), 1e-5, "the longer prompt");
        NativeTensors.NoneLeftBehind(() => backbone.Forward(batch, plan).Dispose());
    }

    [Fact]
    public void It_is_trained_and_dropped_with_layer_0()
    {
        using var scope = NewDisposeScope();
        using var task = Create("a", 3);
        using var batch = TokenBatch.Pad([[5, 6], [9, 10, 11, 12]], padId: 0);
        task.Forward(batch).square().sum().backward();
        using var dropped = backbone.Compile(Setup.Of("a").Drop("0..0", EntrySite.PointName), [task]);

        Assert.True((Prompt(task).grad!.abs().sum(1) > 0).all().ToBoolean());
        Assert.Equal(0, task.Plan.FirstLayer);
        Assert.Equal(backbone.Encoder.Layers.Count, dropped.FirstLayer);
        Tensors.AssertClose(backbone.Encode(batch, dropped), backbone.Encode(batch), 0, "the dropped prompt");
    }

    private static TorchSharp.Modules.Parameter Prompt(TaskAdapter task) =>
        task.named_parameters().Single(weight => weight.name == "embeddings.adapter.prompt").parameter;

    private TaskAdapter Create(string name, int length)
    {
        var task = AnyTask.Named(name).Create(
            backbone, new(PromptAdapter.Variant) { Options = new PromptOptions { Length = length } });
        using var frozen = no_grad();
        Prompt(task).normal_(0, 1);
        return task;
    }
}
