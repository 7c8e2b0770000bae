using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>A task that adapts a language model: how likely texts are under its adapters.</summary>
public sealed class LanguageModelTests : IDisposable
{
    private static readonly int[][] Texts = [[5, 6, 7, 8, 9, 10], [11, 12, 13], [14]];
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TinyDecoder backbone;

    public LanguageModelTests()
    {
        manual_seed(4);
        backbone = new TinyDecoder();
    }

    public void Dispose()
    {
        scope.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void The_probability_of_a_text_is_the_product_of_those_of_its_tokens()
    {
        using var task = Create("style");
        using var batch = TokenBatch.Pad(Texts, padId: 0);
        var likelihoods = Interpret(task, task.Forward(batch));

        foreach (var (text, likelihood) in Texts.Zip(likelihoods))
        {
            using var alone = TokenBatch.Pad([text], padId: 0);
            var chances = backbone.ComputeTokenLogits(backbone.Encode(alone, task.Plan))[0].softmax(1);
            var expected = text.Skip(1).Index().Sum(token => Math.Log(chances[token.Index, token.Item].ToDouble()));

            Assert.Equal(expected, likelihood.LogProbability, 1e-4);
            Assert.Equal(text.Length - 1, likelihood.Tokens);
            Assert.Equal(text.Length == 1 ? 0 : -expected / (text.Length - 1), Math.Log(likelihood.Perplexity), 1e-4);
        }
    }

    [Fact]
    public void The_loss_is_the_cross_entropy_that_the_metrics_say()
    {
        using var task = Create("style");
        using var batch = TokenBatch.Pad(Texts, padId: 0);
        var tokenized = Texts.Select(ids => new TokenizedText(ids, IsTruncated: false)).ToList();
        var targets = LanguageModelTask.Kind.ReadTargets([], ["a", "b", "c"]);
        var hidden = backbone.Encode(batch, task.Plan);
        var loss = task.ComputeLoss(hidden, targets.CreateTensor([0, 1, 2], tokenized), labelWeights: null);
        var scores = (LanguageModelMetrics)targets.Score(Interpret(task, task.Forward(batch)));

        Assert.Equal(loss.ToDouble(), scores.CrossEntropy, 1e-4);
        Assert.Equal(backbone.ComputeTokenLoss(hidden, batch).ToDouble(), scores["crossEntropy"], 1e-4);
        Assert.Equal(Math.Exp(scores.CrossEntropy), scores["perplexity"], 1e-9);
        Assert.Equal(-scores.CrossEntropy, scores.Selection);
    }

    [Fact]
    public void Texts_without_a_second_token_have_no_loss()
    {
        using var task = Create("style");
        using var batch = TokenBatch.Pad([[14]], padId: 0);
        var targets = LanguageModelTask.Kind.ReadTargets([], ["a"]).CreateTensor([0], [new([14], IsTruncated: false)]);

        Assert.Equal(0, task.ComputeLoss(backbone.Encode(batch, task.Plan), targets, labelWeights: null).ToDouble());
    }

    [Theory]
    [InlineData("ab", 8, 97, 98, 7)]
    [InlineData("ab", 3, 97, 98, 7)]
    [InlineData("ab", 2, 97, 98)]
    [InlineData("abc", 2, 97, 98)]
    [InlineData("", 8)]
    public void A_text_that_is_read_whole_ends_with_the_token_that_ends_texts(string text, int maxTokens, params int[] expected)
    {
        using var ending = new TinyDecoder(tokenizer: new EndingTokenizer());

        Assert.Equal(expected, LanguageModelTask.Kind.Reading.Tokenize(ending, new TaskInput(text), maxTokens).Ids);
    }

    /// <summary>Beside a task with pooled features, in every way in which tasks run together.</summary>
    [Fact]
    public void It_runs_with_tasks_of_other_kinds()
    {
        using var style = Create("style");
        using var other = Create("other", seed: 9);
        using var labeled = AnyTask.Named("labeled").Create(backbone);
        string[] texts = ["abcdef", "xyz", "a longer text than these"];
        var alone = style.Predict(texts);

        Assert.Equal(texts.Length, alone.Select(likelihood => likelihood.LogProbability).Distinct().Count());
        AssertEqual(alone, new TaskPredictor(style, labeled, other).Predict(texts).Select(answers => answers.Of(style)));

        using var plan = backbone.Compile(Setup.Parallel("style", "labeled", "other"), [style, labeled, other], PlanPurpose.Inference);
        using var batch = backbone.Tokenize(texts, AdapterConfig.DefaultMaxTokens);
        using var logits = backbone.Forward(batch, plan);
        AssertEqual(alone, Interpret(style, logits["style"], texts));
    }

    [Fact]
    public void It_needs_a_language_model()
    {
        using var encoder = TinyBert.Load();

        var error = Assert.Throws<TaskConfigException>(() => StyleTask.Named("style").Create(encoder));

        Assert.Contains("continues no texts", error.Message, StringComparison.Ordinal);
        Assert.Contains("'style'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_leaves_no_tensor_behind()
    {
        using var task = Create("style");
        task.Predict("abc");

        NativeTensors.NoneLeftBehind(() => task.Predict(["abcd", "ef"]));
    }

    private static void AssertEqual(IEnumerable<TextLikelihood> expected, IEnumerable<TextLikelihood> actual)
    {
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one.LogProbability, other.LogProbability, 1e-4);
            Assert.Equal(one.Tokens, other.Tokens);
        }
    }

    private static IReadOnlyList<TextLikelihood> Interpret(TaskAdapter task, Tensor logits, IReadOnlyList<string>? texts = null)
    {
        var ids = texts?.Select(task.Backbone.Tokenizer.Tokenize) ?? Texts;
        return [.. task.Interpret(logits, [.. ids.Select(text => new TokenizedText(text, IsTruncated: false))]).Cast<TextLikelihood>()];
    }

    private StyleTask Create(string name, int seed = 8)
    {
        var task = (StyleTask)StyleTask.Named(name).Create(backbone);
        manual_seed(seed);
        using var frozen = no_grad();
        foreach (var weight in task.parameters())
            weight.normal_(0, 0.3);

        return task;
    }

    private sealed class EndingTokenizer : ITokenizer
    {
        public int PadId => 0;

        public IReadOnlyList<int> EndIds => [7, 8];

        public int[] Tokenize(string text) => [.. text.Select(letter => (int)letter)];
    }

    /// <summary>A language-model task whose name each test chooses.</summary>
    private sealed class StyleTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : LanguageModelTask<LoraAdapter>(declaration, backbone, config)
    {
        public static TaskDeclaration Named(string name)
        {
            TaskDeclaration? declaration = null;
            declaration = new TaskDeclaration(
                name,
                "bert",
                [],
                new AdapterConfig(LoraAdapter.Variant) { Points = ["attention.q", "attention.v"] },
                (backbone, config) => new StyleTask(declaration!, backbone, config),
                Kind);
            return declaration;
        }
    }
}
