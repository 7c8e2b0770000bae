using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class RegressionTests : IDisposable
{
    private readonly BertModel backbone = TinyBert.Load();
    private readonly StarsTask task;

    public RegressionTests()
    {
        manual_seed(1);
        task = (StarsTask)StarsTask.Declared.Create(backbone);
    }

    public void Dispose()
    {
        task.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void A_prediction_is_the_output_of_the_head()
    {
        using var scope = NewDisposeScope();
        using var batch = backbone.Tokenize(["some text"], maxTokens: 64);
        var logits = task.Forward(batch);

        Assert.Equal([1L, 1], logits.shape);
        Assert.Equal(logits.ToDouble(), task.Predict("some text").Value, 1e-6);
        Assert.Equal(task.Predict("some text").Value, (double)task.Predict("some text").ToJson()["value"]!);
        Assert.Null(Assert.Single(task.Predict("some text").Parts).Probability);
        NativeTensors.NoneLeftBehind(() => task.Predict("some text"));
    }

    [Theory]
    [InlineData("3.5", 3.5)]
    [InlineData("-1e-2", -0.01)]
    [InlineData(" 7 ", 7)]
    public void Targets_are_numbers(string written, double expected)
    {
        using var target = RegressionTask.Kind.ReadTargets([], [written]).CreateTensor([0], []);
        Assert.Equal(expected, target.ToDouble(), 1e-6);
    }

    [Theory]
    [InlineData("3,5")]
    [InlineData("many")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    public void Targets_that_are_no_numbers_are_refused(string written) => Assert.Contains(
        $"'{written}' is not a number",
        Assert.Throws<ArgumentException>(() => RegressionTask.Kind.ReadTargets([], [written])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void The_loss_is_the_mean_squared_error()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        task.named_parameters().Single(entry => entry.name == "head.output.bias").parameter.fill_(2);
        var targets = RegressionTask.Kind.ReadTargets([], ["1", "4", "2"]).CreateTensor([0, 1], []);

        Assert.Equal((1 + 4) / 2.0, task.ComputeLoss(zeros(2, backbone.Width), targets, null).ToDouble(), 1e-6);
    }

    [Fact]
    public void Scores_are_those_counted_by_hand()
    {
        var scores = new RegressionMetrics([(1, 2), (2, 1), (3, 5), (4, 5)]);

        Assert.Equal((1 + 1 + 4 + 1) / 4.0, scores["mse"], 1e-12);
        // Deviations −1.5 −0.5 0.5 1.5 and −1.25 −2.25 1.75 1.75; ranks 1 2 3 4 and 2 1 3.5 3.5.
        Assert.Equal(6.5 / Math.Sqrt(5 * 12.75), scores["pearson"], 1e-12);
        Assert.Equal(3.5 / Math.Sqrt(5 * 4.5), scores["spearman"], 1e-12);
        Assert.Equal(-scores.MeanSquaredError, scores.Selection);
    }

    [Fact]
    public void Correlations_with_a_constant_are_zero_and_no_texts_have_scores()
    {
        Assert.Equal(0, new RegressionMetrics([(1, 3), (2, 3)]).Pearson);
        Assert.Equal(0, new RegressionMetrics([(1, 3), (2, 3)]).Spearman);
        Assert.Equal([0, 0, 0], new RegressionMetrics([]).Metrics.Select(metric => metric.Value));
    }

    [Fact]
    public void A_bundle_gives_the_same_numbers()
    {
        using var folder = new TemporaryFolder();
        using var loaded = (StarsTask)Bundle.Save(folder.Root, task).Load(StarsTask.Declared, backbone);

        Assert.Equal(task.Predict("text").Value, loaded.Predict("text").Value);
        Assert.Contains("\"kind\": \"regression\"", File.ReadAllText(folder.PathOf("adapter.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_no_labels_to_weigh() => Assert.Null(RegressionTask.Kind.ReadTargets([], ["1"]).ComputeLabelWeights());
}
