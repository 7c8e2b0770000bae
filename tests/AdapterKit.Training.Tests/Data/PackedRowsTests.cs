namespace AdapterKit.Training.Tests;

/// <summary>Texts fill the rows of a training.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class PackedRowsTests
{
    [Fact]
    public void Every_token_after_the_first_of_a_text_is_predicted_once()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            var tokens = random.Next(2, 12);
            int[][] texts = [.. Enumerable.Range(0, random.Next(1, 20)).Select(
                text => Enumerable.Range(100 * text, random.Next(0, 40)).ToArray())];
            var rows = PackedTexts.Create(texts, tokens);

            Assert.All(rows, row => Assert.InRange(row.Ids.Length, 1, tokens));
            using var targets = LanguageModelTask.Kind.ReadTargets([], [.. rows.Select(_ => "")]).CreateTensor(
                [.. Enumerable.Range(0, rows.Count)], rows.Count > 0 ? rows : [new([], false)]);
            var predicted = targets.data<long>().Where(id => id >= 0).Order();
            Assert.Equal(texts.SelectMany(text => text.Skip(1)).Select(id => (long)id).Order(), predicted);

            // Two rows that are half empty would have become one.
            Assert.InRange(rows.Count(row => 2 * row.Ids.Length <= tokens), 0, 1);
        }
    }

    [Fact]
    public void A_language_model_learns_from_packed_texts()
    {
        using var backbone = LanguageModelTrainingTests.Decoder();
        var texts = LanguageModelTrainingTests.Texts().Select(text => text.Text[..5]);
        var data = TextFiles.Split([.. texts.Select(text => new Example(text, text))], ChantTask.Declared, seed: 1);
        var config = ChantTask.Declared.Config with { MaxTokens = 16 };
        var options = LanguageModelTrainingTests.Options with { PackTexts = true };
        using var untrained = ChantTask.Declared.Create(backbone, config);
        var before = Evaluator.Evaluate(untrained, data.Validation)["crossEntropy"];
        using var training = new TaskTraining(untrained, data, options);
        Assert.True(training.Texts.Count < data.Train.Count, $"{training.Texts.Count} rows for {data.Train.Count} texts.");

        using var result = new Trainer(backbone, options).Train(ChantTask.Declared, data, config);
        Assert.True(result.Validation["crossEntropy"] < before - 0.3, $"{result.Validation["crossEntropy"]} after {before}.");
    }

    [Fact]
    public void Adapters_that_read_whole_texts_are_refused_before_training()
    {
        using var backbone = LanguageModelTrainingTests.Decoder();
        var data = TextFiles.Split(LanguageModelTrainingTests.Texts(), ChantTask.Declared, seed: 1);
        var options = LanguageModelTrainingTests.Options with { PackTexts = true };
        var error = Assert.Throws<ArgumentException>(
            () => new Trainer(backbone, options).Train(ChantTask.Declared, data, new AdapterConfig(PromptAdapter.Variant)));

        Assert.EndsWith("Train without packing.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_of_other_kinds_are_not_packed()
    {
        using var backbone = TinyWorld.Backbone();
        var error = Assert.Throws<ArgumentException>(
            () => new Trainer(backbone, TinyWorld.Options with { PackTexts = true }).Train(VowelTask.Declared, TinyWorld.Data()));

        Assert.Contains("Only texts of language-model tasks can be packed", error.Message, StringComparison.Ordinal);
    }
}
