using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class TaggingTests : IDisposable
{
    private static readonly string[] Labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];
    private readonly BertModel backbone = TinyBert.Load();
    private readonly NamesTask task;

    public TaggingTests()
    {
        manual_seed(1);
        task = (NamesTask)NamesTask.Declared.Create(backbone);
        using var frozen = no_grad();
        foreach (var parameter in task.parameters())
            parameter.add_(randn_like(parameter), alpha: 0.2);
    }

    public void Dispose()
    {
        task.Dispose();
        backbone.Dispose();
    }

    [Theory]
    [InlineData("O O", "")]
    [InlineData("B-PER I-PER O B-LOC", "PER 0+2, LOC 3+1")]
    [InlineData("B-PER B-PER I-PER", "PER 0+1, PER 1+2")]
    [InlineData("B-PER I-LOC I-LOC", "PER 0+1, LOC 1+2")]
    [InlineData("O I-PER I-PER", "PER 1+2")]
    [InlineData("I-PER B-PER", "PER 0+1, PER 1+1")]
    public void Tags_form_spans(string tags, string expected) => Assert.Equal(
        expected, string.Join(", ", TagSpans.Find(tags.Split(' ')).Select(span => $"{span.Type} {span.Start}+{span.Count}")));

    [Theory]
    [InlineData(9, "s12345e", 3, false)]
    [InlineData(7, "s12345e", 3, false)]
    [InlineData(6, "s1234e", 3, true)]
    [InlineData(5, "s123e", 2, true)]
    [InlineData(3, "s1e", 1, true)]
    [InlineData(2, "se", 0, true)]
    public void Words_whose_first_token_is_cut_are_not_read(int maxTokens, string expected, int words, bool isTruncated)
    {
        var joined = TokenWords.Join(['s'], [("one", ['1', '2']), ("two", ['3']), ("three", ['4', '5'])], ['e'], maxTokens);

        Assert.Equal(expected, string.Concat(joined.Ids.Select(id => (char)id)));
        Assert.Equal((words, isTruncated), (joined.Words!.Count, joined.IsTruncated));
        Assert.Equal(new int?[] { 1, 3, 4 }.Take(words), joined.Words.Select(word => word.Start));
    }

    [Fact]
    public void A_word_has_the_tag_of_its_first_token()
    {
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad([backbone.Tokenizer.TokenizeWords(["ab", "c", "def"], 64)], padId: 0);
        var logits = task.Forward(batch);
        var best = logits[0].argmax(1).data<long>().ToArray();

        var prediction = task.Predict(" ab c\ndef ");

        Assert.Equal([1L, 6, 5], logits.shape);
        Assert.Equal(["ab", "c", "def"], prediction.Words.Select(word => word.Text));
        Assert.Equal(new[] { 0, 2, 3 }.Select(token => Labels[best[token]]), prediction.Words.Select(word => word.Tag));
        Assert.Equal(logits[0][2].softmax(0).max().ToDouble(), prediction.Words[1].Probability, 1e-6);
        NativeTensors.NoneLeftBehind(() => task.Predict("ab c"));
    }

    [Fact]
    public void Many_texts_are_tagged_as_each_alone()
    {
        string[] texts = ["a", "a longer text of words", "", "two words"];
        var together = task.Predict(texts);

        foreach (var (text, prediction) in texts.Zip(together))
        {
            var alone = task.Predict(text).Words;
            Assert.Equal(alone.Select(word => word.Tag), prediction.Words.Select(word => word.Tag));
            Assert.All(alone.Zip(prediction.Words), pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-5));
        }

        Assert.Empty(together[2].Words);
    }

    [Fact]
    public void The_parts_of_a_prediction_are_its_spans()
    {
        var prediction = new TaggingPrediction([new("Ada", "B-PER", 0.8), new("Lovelace", "I-PER", 0.6), new("sat", "O", 1)], false);

        Assert.Equal([new PredictedPart("Ada Lovelace: PER", 0.7)], prediction.Parts.Select(part => part with { Probability = 0.7 }));
        Assert.Equal(0.7, prediction.Parts[0].Probability!.Value, 1e-12);
        Assert.Equal("Ada Lovelace", (string?)prediction.ToJson()["spans"]![0]!["text"]);
        Assert.Equal("I-PER", (string?)prediction.ToJson()["words"]![1]!["tag"]);
        Assert.Equal("sat: VERB", new TaggingPrediction([new("sat", "VERB", 1)], false).Parts[0].Text);
    }

    [Fact]
    public void The_loss_is_the_mean_over_the_first_tokens_of_words()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var (name, parameter) in task.named_parameters().Where(entry => entry.name.StartsWith("head.", StringComparison.Ordinal)))
            parameter.zero_();

        task.named_parameters().Single(entry => entry.name == "head.output.bias").parameter[1] = MathF.Log(4);
        TokenizedText[] texts = [backbone.Tokenizer.TokenizeWords(["ab", "c"], 64), backbone.Tokenizer.TokenizeWords(["d"], 64)];
        var targets = TaggingTask.Kind.ReadTargets(Labels, ["B-PER O", "O"]).CreateTensor([0, 1], texts);

        Assert.Equal([1L, -100, 0, 0, -100, -100], targets.data<long>().ToArray());
        // B-PER has 4/8, every other tag 1/8; the batch is one token longer than these texts.
        var features = zeros(2, 4, backbone.Width);
        Assert.Equal((Math.Log(2) + (2 * Math.Log(8))) / 3, task.ComputeLoss(features, targets, null).ToDouble(), 1e-5);
        Assert.Equal(
            ((2 * Math.Log(2)) + (2 * Math.Log(8))) / 4,
            task.ComputeLoss(features, targets, tensor(new[] { 1f, 2, 1, 1, 1 })).ToDouble(),
            1e-5);
        Assert.Equal(0, task.ComputeLoss(features, full_like(targets, -100), null).ToDouble());
    }

    [Fact]
    public void Targets_have_one_tag_for_each_word()
    {
        var targets = TaggingTask.Kind.ReadTargets(Labels, ["B-PER I-PER O", """["O"]"""]);

        targets.RequireFits(0, new TaskInput("Ada Lovelace sat"));
        Assert.Equal(["B-PER", "I-PER", "O"], targets.LabelsOf(0));
        Assert.Contains(
            "There are 1 tags for 2 words. Write one tag for each word of: Ada sat",
            Assert.Throws<ArgumentException>(() => targets.RequireFits(1, new TaskInput("Ada sat"))).Message,
            StringComparison.Ordinal);
        Assert.Equal("B-ORG", Assert.Throws<UnknownLabelException>(() => TaggingTask.Kind.ReadTargets(Labels, ["O B-ORG"])).Label);
        Assert.Equal([4f / (5 * 2), 4f / 5, 4f / 5, 4f / 5, 4f / 5], targets.ComputeLabelWeights()!);
    }

    [Fact]
    public void Scores_are_those_counted_by_hand()
    {
        // PER: one right, one of the wrong length, so one expected and one predicted in vain; LOC: one missed with its word.
        var scores = new TaggingMetrics(
            Labels,
            [
                (["B-PER", "I-PER", "O"], ["B-PER", "I-PER", "O"]),
                (["B-PER", "I-PER", "O", "B-LOC"], ["B-PER", "O", "O"]),
            ]);

        Assert.Equal(2, scores.Count);
        Assert.Equal(5.0 / 7, scores["tokenAccuracy"], 1e-12);
        Assert.Equal(0.5, scores["entityPrecision"], 1e-12);
        Assert.Equal(1.0 / 3, scores["entityRecall"], 1e-12);
        Assert.Equal(2.0 * 1 / (3 + 2), scores["entityF1"], 1e-12);
        Assert.Equal(["LOC", "PER"], scores.Table.Rows.Select(row => row.Label));
        Assert.Equal(0.5, (double)scores.ToJson()["byType"]!["PER"]!["f1"]!, 1e-12);
    }

    [Fact]
    public void Tags_of_another_form_count_as_they_are()
    {
        var scores = new TaggingMetrics(["NOUN", "VERB"], [(["NOUN", "VERB", "NOUN"], ["NOUN", "NOUN", "NOUN"])]);

        Assert.Equal(2.0 / 3, scores["tokenAccuracy"], 1e-12);
        Assert.Equal(2.0 / 3, scores["entityF1"], 1e-12);
        Assert.Equal(0, new TaggingMetrics(Labels, []).Selection);
    }

    [Fact]
    public void Logits_of_passes_of_different_length_come_together()
    {
        using var scope = NewDisposeScope();
        using var plan = backbone.Compile(Setup.Of("names"), [task], PlanPurpose.Inference);
        int[][] rows = [[1, 2, 3, 4, 5], [6], [7, 8]];
        using var logits = backbone.Forward(rows, plan, padId: 0, tokens: 5);

        Assert.Equal([3L, 5, 5], logits["names"].shape);
        foreach (var (index, row) in rows.Index())
        {
            using var batch = TokenBatch.Pad([row], padId: 0);
            Tensors.AssertClose(logits["names"][index].narrow(0, 0, row.Length), task.Forward(batch)[0], 1e-5, $"text {index}");
        }
    }

    [Fact]
    public void A_bundle_gives_the_same_tags()
    {
        using var folder = new TemporaryFolder();
        using var loaded = (NamesTask)Bundle.Save(folder.Root, task).Load(NamesTask.Declared, backbone);

        Assert.Equal(task.Predict("some words here").Words, loaded.Predict("some words here").Words);
        Assert.Contains("\"kind\": \"tagging\"", File.ReadAllText(folder.PathOf("adapter.json")), StringComparison.Ordinal);
    }
}
