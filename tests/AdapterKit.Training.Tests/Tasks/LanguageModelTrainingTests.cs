namespace AdapterKit.Training.Tests;

/// <summary>Adapters of a language model learn from texts alone.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class LanguageModelTrainingTests : IDisposable
{
    internal static readonly TrainingOptions Options = TinyWorld.Options with { Epochs = 8 };
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Perplexity_falls_and_the_bundle_keeps_what_was_learned()
    {
        using var backbone = Decoder();
        var data = TextFiles.Split(Texts(), ChantTask.Declared, seed: 1);
        using var untrained = ChantTask.Declared.Create(backbone);
        var before = Evaluator.Evaluate(untrained, data.Validation)["crossEntropy"];
        using var result = new Trainer(backbone, Options).Train(ChantTask.Declared, data);

        Assert.True(result.Validation["crossEntropy"] < before - 0.3, $"{result.Validation["crossEntropy"]} after {before}.");
        Assert.Equal(Math.Exp(result.Test!["crossEntropy"]), result.Test["perplexity"], 1e-9);

        Bundle.Save(folder.PathOf("bundle"), result.Task);
        using var loaded = Bundle.Open(folder.PathOf("bundle")).Load(ChantTask.Declared, backbone);
        Assert.Equal(result.Validation["crossEntropy"], Evaluator.Evaluate(loaded, data.Validation)["crossEntropy"]);
    }

    [Fact]
    public void It_has_no_head_to_train_alone()
    {
        using var backbone = Decoder();
        var data = TextFiles.Split(Texts(), ChantTask.Declared, seed: 1);

        var error = Assert.Throws<ArgumentException>(
            () => new Trainer(backbone, Options with { Mode = TrainingMode.Head }).Train(ChantTask.Declared, data));

        Assert.Contains("it has no head of its own", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("texts.txt", "one line\n\nanother line\n")]
    [InlineData("texts.jsonl", "{\"text\": \"one line\"}\n{\"text\": \"another line\", \"label\": \"ignored\"}\n")]
    [InlineData("texts.csv", "text\none line\nanother line\n")]
    public void Data_files_need_no_column_of_targets(string name, string content)
    {
        var path = folder.PathOf(name);
        File.WriteAllText(path, content);

        Assert.Equal(
            [new("one line", "one line"), new Example("another line", "another line")], TextFiles.Read(path, LanguageModelTask.Kind));
    }

    internal static Example[] Texts()
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, 120).Select(_ =>
        {
            var first = random.Next(4);
            var text = string.Concat(Enumerable.Range(first, 10).Select(index => "abcd"[index % 4]));
            return new Example(text, text);
        })];
    }

    internal static Gpt2Model Decoder()
    {
        manual_seed(7);
        var config = new Gpt2Config { Vocabulary = 32, Hidden = 16, Layers = 2, Heads = 2, Positions = 16, Dropout = 0 };
        return new Gpt2Model(config, new PretrainedIdentity("gpt2", "random", new TinyWorld.LetterTokenizer()));
    }
}

[TaskAdapter("chant", Backbone = "gpt2")]
public sealed partial class ChantTask : LanguageModelTask<BottleneckAdapter>
{
    [Options]
    private static readonly BottleneckOptions Bottleneck = new() { Bottleneck = 8 };
}
