using AdapterKit.Writers;

namespace AdapterKit.Training.Tests;

/// <summary>Adapters of an encoder-decoder learn to write, and so do those of a language model.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class TextToTextTrainingTests : IDisposable
{
    private static readonly TrainingOptions Options = TinyWorld.Options with { Epochs = 24, Patience = 24, Seed = 1 };
    private readonly TemporaryFolder folder = new();

    public static TheoryData<string> Writers => ["t5", "bart", "gpt2"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Writers))]
    public void What_was_learned_is_what_is_written(string name)
    {
        using var backbone = TinyWriter.Open(name);
        var data = TextFiles.Split(Texts(), SpellTask.Declared, seed: 1);
        using var untrained = SpellTask.Declared.Create(backbone);
        var before = Evaluator.Evaluate(untrained, data.Test);
        using var result = new Trainer(backbone, Options).Train(SpellTask.Declared, data);

        Assert.Equal(0, before["exactMatch"]);
        Assert.True(
            result.Test!["crossEntropy"] < before["crossEntropy"] - 1, $"{result.Test["crossEntropy"]} after {before["crossEntropy"]}.");
        if (backbone is IEncoderDecoder)
            Assert.True(result.Test["exactMatch"] > 0.7, $"It writes {result.Test["exactMatch"]:P0} of the targets.");

        Assert.Equal(Math.Exp(result.Test["crossEntropy"]), result.Test["perplexity"], 1e-9);
        var written = backbone.Generate([.. data.Test.Select(example => example.Text)], result.Task.Plan);
        Assert.Equal(
            result.Test["exactMatch"], written.Zip(data.Test).Average(pair => pair.First.Text == pair.Second.Second ? 1.0 : 0), 1e-9);

        Bundle.Save(folder.PathOf("bundle"), result.Task);
        using var loaded = Bundle.Open(folder.PathOf("bundle")).Load(SpellTask.Declared, backbone);
        Assert.Equal(result.Test["crossEntropy"], Evaluator.Evaluate(loaded, data.Test)["crossEntropy"]);
    }

    [Theory]
    [InlineData("t5")]
    [InlineData("gpt2")]
    public void A_cached_prefix_changes_nothing(string name)
    {
        using var backbone = TinyWriter.Open(name);
        var data = TextFiles.Split(Texts(), SpellTask.Declared, seed: 1);
        var config = SpellTask.Declared.Config with { Drop = DropSet.FirstLayers(1) };
        var options = Options with { Epochs = 1 };
        using var plain = new Trainer(backbone, options).Train(SpellTask.Declared, data, config);
        using var cached = new Trainer(backbone, options) { PrefixCaching = PrefixCaching.Memory }.Train(SpellTask.Declared, data, config);

        Assert.Equal(plain.Validation["crossEntropy"], cached.Validation["crossEntropy"], 1e-3);
    }

    /// <summary>The decoder reads fewer tokens than the encoder, or more.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void It_is_trained_in_the_same_steps_as_other_kinds(int letters)
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyWriter.Open("t5");
        var options = Options with { Dropout = 0 };
        var texts = Texts().Select(text => text with { Text = text.Text.PadLeft(letters, 'e') }).ToList();
        List<TaskTraining> trainings =
        [
            new(SpellTask.Declared.Create(backbone), TextFiles.Split(texts, SpellTask.Declared, seed: 1), options),
            new(VowelTask.Declared.On(backbone).Create(backbone), TinyWorld.Data(), options),
        ];

        var together = MultiTaskRun.ComputeLosses(trainings).data<float>().ToArray();
        foreach (var (training, loss) in trainings.Zip(together))
        {
            var rows = training.GetBatch();
            using var batch = training.Texts.CreateBatch(rows);
            var hidden = backbone.Encode(batch, training.Task.Plan);
            var features = training.Task.ReadsTokens ? hidden : backbone.Pool(hidden, batch.Output);
            var alone = training.Task.ComputeLoss(features, training.GetTargets(rows), training.LabelWeights);
            Assert.Equal(alone.ToDouble(), loss, 1e-5);
            training.Task.Dispose();
            training.Dispose();
        }
    }

    [Fact]
    public void The_target_is_the_second_text_however_its_column_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("pairs.csv"), "article,summary\nA long text,Short\n");
        var expected = new Example("A long text", "Short") { Second = "Short" };

        TextColumns[] columns = [new("article", "summary"), new("article") { Second = "summary" }];
        Assert.All(columns, named => Assert.Equal(expected, TextFiles.Read(folder.PathOf("pairs.csv"), TextToTextTask.Kind, named)[0]));
    }

    // The last letter decides what is written.
    private static Example[] Texts()
    {
        var random = new Random(5);
        string[] words = ["one", "two", "six", "ten"];
        return [.. Enumerable.Range(0, 160).Select(index =>
            new Example(new string(random.GetItems<char>("efghijkl", random.Next(1, 4))) + (char)('a' + (index % 4)), words[index % 4])
            {
                Second = words[index % 4],
            })];
    }
}
