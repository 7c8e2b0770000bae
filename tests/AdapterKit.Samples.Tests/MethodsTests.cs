using AdapterKit.Training;
using Samples.CustomLayout;
using TorchSharp;
using TaskPlugin = Samples.Methods.TaskPlugin;

namespace AdapterKit.Samples.Tests;

/// <summary>The tasks of the sample with all methods.</summary>
public sealed class MethodsTests
{
    private static readonly TextDataSet Texts = TextFiles.Split(
        [.. Enumerable.Range(0, 40).Select(index => new Example(
            index % 2 == 0 ? $"is number {index} here?" : $"number {index} is here.", index % 2 == 0 ? "new" : "reply"))],
        ["new", "reply"],
        seed: 1);

    public static TheoryData<string> Methods => [.. new TaskPlugin().Tasks.Select(task => task.Id)];

    [Fact]
    public void Every_method_is_one_of_its_own() =>
        Assert.Equal(Methods.Count, new TaskPlugin().Tasks.Select(task => RecipeFingerprint.Compute(task.Config)).Distinct().Count());

    [Theory, MemberData(nameof(Methods))]
    public void It_trains_its_adapters_and_a_bundle_keeps_them(string method)
    {
        using var directory = new TemporaryFolder();
        using var backbone = new PlainBackbone(width: 128);
        var declared = new TaskPlugin().Tasks.Single(task => task.Id == method).On(backbone);
        using var fresh = declared.Create(backbone);
        var heads = fresh.named_parameters().Count(parameter => parameter.name.StartsWith("head.", StringComparison.Ordinal));
        Assert.True(fresh.named_parameters().Count() > heads, "It has parameters beside its head's.");

        using var result = new Trainer(backbone, new TrainingOptions { Epochs = 2, BatchSize = 8, LearningRate = 5e-3 })
            .Train(declared, Texts);
        Bundle.Save(directory.Root, result.Task);
        using var loaded = Bundle.Open(directory.Root).Load(declared, backbone);
        using var batch = backbone.Tokenize(["is it here?"], maxTokens: 64);
        using var inference = torch.inference_mode();
        using var trained = result.Task.Forward(batch);
        using var restored = loaded.Forward(batch);

        Assert.Equal(trained.data<float>(), restored.data<float>());
    }
}
