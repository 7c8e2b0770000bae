using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Two texts in one sequence.</summary>
public sealed class PairTests : IDisposable
{
    private readonly BertModel backbone = TinyBert.Load();
    private readonly EntailTask entail;
    private readonly AlikeTask alike;

    public PairTests()
    {
        manual_seed(1);
        entail = (EntailTask)EntailTask.Declared.Create(backbone);
        alike = (AlikeTask)AlikeTask.Declared.Create(backbone);
    }

    public void Dispose()
    {
        entail.Dispose();
        alike.Dispose();
        backbone.Dispose();
    }

    [Theory]
    [InlineData(9, "s1234m56e", 6, false)]
    [InlineData(8, "s123m56e", 5, true)]
    [InlineData(7, "s12m56e", 4, true)]
    [InlineData(6, "s12m5e", 4, true)]
    [InlineData(5, "s1m5e", 3, true)]
    [InlineData(3, "sme", 2, true)]
    [InlineData(2, "sm", 2, true)]
    [InlineData(1, "s", 1, true)]
    public void The_longer_text_is_truncated_first(int maxTokens, string expected, int secondStart, bool isTruncated)
    {
        var joined = TokenPairs.Join(['s'], ['1', '2', '3', '4'], ['m'], ['5', '6'], ['e'], maxTokens);

        Assert.Equal(expected, string.Concat(joined.Ids.Select(id => (char)id)));
        Assert.Equal((secondStart, isTruncated), (joined.SecondStart, joined.IsTruncated));
    }

    [Fact]
    public void Each_token_has_the_embedding_of_its_text()
    {
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad([Pair(1), new TokenizedText([4], false)], padId: 0);
        Assert.Equal([0L, 1, 1, 0, 0, 0], batch.Segments!.data<long>().ToArray());

        using var plain = TokenBatch.Pad([[1, 2, 3], [4]], padId: 0);
        var (paired, single) = (backbone.Embed(batch), backbone.Embed(plain));
        Assert.Null(plain.Segments);
        Tensors.AssertClose(paired[0][0], single[0][0], 1e-6, "the first text");
        Tensors.AssertClose(paired[1], single[1], 1e-6, "a text alone");
        Assert.True((paired[0][1] - single[0][1]).abs().max().ToDouble() > 0.1);
    }

    [Fact]
    public void A_prediction_is_the_output_of_the_head_for_both_texts()
    {
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad([backbone.Tokenizer.TokenizePair("a cat", "an animal", 64)], padId: 0);
        var expected = entail.Forward(batch).softmax(-1).data<float>()[1];

        Assert.Equal(expected, entail.Predict("a cat", "an animal").Probabilities["yes"], 1e-6);
        Assert.Equal(alike.Forward(batch).ToDouble(), alike.Predict("a cat", "an animal").Value, 1e-6);
        Assert.NotEqual(expected, entail.Predict("an animal", "a cat").Probabilities["yes"], 1e-6);
        NativeTensors.NoneLeftBehind(() => entail.Predict("a cat", "an animal"));
    }

    [Fact]
    public void Many_pairs_are_predicted_as_each_alone_and_both_tasks_share_the_passes()
    {
        (string, string)[] pairs = [("a", "b"), ("a longer text", "b"), ("", "b"), ("a", ""), ("c", "a much longer second text")];
        var together = new TaskPredictor(entail, alike).Predict([.. pairs.Select(pair => new TaskInput(pair.Item1, pair.Item2))]);

        foreach (var ((first, second), predictions) in pairs.Zip(together))
        {
            Assert.Equal(entail.Predict(first, second).Probability, ((Prediction)predictions["entail"]).Probability, 1e-5);
            Assert.Equal(alike.Predict(first, second).Value, ((NumberPrediction)predictions["alike"]).Value, 1e-5);
        }
    }

    [Fact]
    public void One_text_is_no_pair_and_a_pair_is_no_text()
    {
        using var stars = StarsTask.Declared.Create(backbone);

        Assert.Contains(
            "'entail' reads pairs",
            Assert.Throws<ArgumentException>(() => new TaskPredictor(entail).Predict(["a"])).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new TaskPredictor(stars).Predict([new TaskInput("a", "b")]));
        Assert.Throws<ArgumentException>(() => new TaskPredictor(stars, alike).Predict(["a"]));
    }

    [Fact]
    public void Bundles_of_pairs_and_of_texts_do_not_mix()
    {
        using var folder = new TemporaryFolder();
        var bundle = Bundle.Save(folder.Root, entail);
        using var loaded = (EntailTask)bundle.Load(EntailTask.Declared, backbone);

        Assert.Equal(entail.Predict("a", "b").Probability, loaded.Predict("a", "b").Probability);
        var texts = new TaskDeclaration(
            "entail", "bert", ["no", "yes"], EntailTask.Declared.Config, (_, _) => throw new NotSupportedException());
        Assert.Contains(
            "'kind' is 'pair'", Assert.Throws<BundleException>(() => bundle.Load(texts, backbone)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_batch_split_keep_their_segments()
    {
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad([Pair(1), Pair(2), Pair(1)], padId: 0);
        using var split = backbone.Compile(Setup.BatchSplit(["entail", "alike", "entail"]), [entail, alike]);
        using var logits = backbone.Forward(batch, split);

        Tensors.AssertClose(logits["entail"], entail.Forward(batch).index_select(0, tensor(new long[] { 0, 2 })), 1e-5, "entail");
        Tensors.AssertClose(logits["alike"], alike.Forward(batch)[1].unsqueeze(0), 1e-5, "alike");
    }

    private static TokenizedText Pair(int secondStart) => new([1, 2, 3], IsTruncated: false) { SecondStart = secondStart };
}
