using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>From text to label, for one text and many, one task and many.</summary>
public sealed class PredictionTests : IDisposable
{
    private static readonly string[] Texts = ["a", "a rather long text, longer than the others", "", "another", "b", "a text"];
    private readonly BertModel backbone = TinyBert.Load();
    private readonly ClassificationTask first, second;

    public PredictionTests()
    {
        manual_seed(1);
        first = Create("first", AnyTask.Declared.Config with { MaxTokens = 20 });
        second = Create("second", AnyTask.Declared.Config with { MaxTokens = 8, Drop = DropSet.FirstLayers(2) });
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void A_prediction_is_the_softmax_of_the_logits()
    {
        using var scope = NewDisposeScope();
        using var batch = backbone.Tokenize(["some text"], maxTokens: 20);
        var expected = first.Forward(batch).softmax(-1).data<float>().ToArray();
        var prediction = first.Predict("some text");

        Assert.Equal(["no", "yes"], prediction.Probabilities.Keys);
        Assert.Equal(expected[0], prediction.Probabilities["no"], 1e-6);
        Assert.Equal(expected[1], prediction.Probabilities["yes"], 1e-6);
        Assert.Equal(expected[0] > expected[1] ? "no" : "yes", prediction.Label);
        Assert.Equal(prediction.Probabilities[prediction.Label], prediction.Probability);
        Assert.Equal(1, prediction.Probabilities.Values.Sum(), 1e-12);
    }

    [Fact]
    public void Logits_of_any_size_have_a_softmax()
    {
        var prediction = Prediction.Create(["a", "b", "c"], [-1000, 1000, 999], isTruncated: false);

        Assert.Equal("b", prediction.Label);
        Assert.Equal(1 / (1 + Math.Exp(-1)), prediction.Probability, 1e-12);
        Assert.Equal(0, prediction.Probabilities["a"]);
    }

    [Fact]
    public void Many_texts_and_tasks_are_predicted_as_each_alone_and_in_order()
    {
        var together = new TaskPredictor(first, second).Predict(Texts);

        Assert.Equal(Texts.Length, together.Count);
        foreach (var (text, predictions) in Texts.Zip(together))
        {
            Assert.Equal(["first", "second"], predictions.Keys);
            foreach (var task in new[] { first, second })
            {
                Assert.Equal(task.Predict(text).Label, predictions.Of(task).Label);
                Assert.Equal(task.Predict(text).Probability, predictions.Of(task).Probability, 1e-5);
            }
        }

        Assert.Empty(first.Predict([]));
    }

    [Fact]
    public void A_text_longer_than_the_task_reads_says_so_and_its_end_has_no_influence()
    {
        var predictions = second.Predict(["12345678", "12345678 and more", "12345678 and more, and more"]);

        Assert.Equal([false, true, true], predictions.Select(prediction => prediction.IsTruncated));
        Assert.All(predictions, prediction => Assert.Equal(predictions[0].Probability, prediction.Probability, 1e-6));
        Assert.False(first.Predict("12345678 and more").IsTruncated);
    }

    [Fact]
    public void Layers_below_the_first_adapter_run_once_for_all_tasks()
    {
        var calls = new int[4];
        var hooks = backbone.Encoder.Layers.Select((layer, index) => layer.register_forward_hook((_, _, _, output) =>
        {
            calls[index]++;
            return output;
        })).ToList();
        using var upper = Create("upper", second.Config);
        new TaskPredictor(second, upper).Predict(["text"]);
        hooks.ForEach(hook => hook.remove());

        Assert.Equal([1, 1, 2, 2], calls);
    }

    [Fact]
    public void Cancellation_ends_between_passes()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() => first.Predict(Texts, source.Token));
        NativeTensors.NoneLeftBehind(() => Assert.Throws<OperationCanceledException>(() => first.Predict(Texts, source.Token)));
    }

    [Fact]
    public void Many_threads_get_the_answers_of_one()
    {
        using var fresh = Create("fresh", first.Config);
        var answers = new Prediction[32];
        Parallel.For(0, answers.Length, index => answers[index] = fresh.Predict(Texts[index % Texts.Length]));

        foreach (var (index, answer) in answers.Index())
            Assert.Equal(fresh.Predict(Texts[index % Texts.Length]).Probability, answer.Probability, 1e-6);
    }

    [Fact]
    public void A_task_that_was_used_for_prediction_can_still_be_trained()
    {
        first.Predict("text");
        using var scope = NewDisposeScope();
        using var batch = backbone.Tokenize(["text"], 20);
        first.Forward(batch).sum().backward();

        Assert.Contains(first.parameters(), parameter => parameter.grad is not null);
    }

    [Fact]
    public void A_fresh_task_computes_the_same_every_time()
    {
        using var fresh = (ClassificationTask)AnyTask.Named("fresh").Create(backbone, first.Config);

        Assert.Equal(fresh.Predict("text").Probability, fresh.Predict("text").Probability);
    }

    [Fact]
    public void Predictions_leave_no_tensor_behind()
    {
        var predictor = new TaskPredictor(first, second);
        predictor.Predict(Texts);
        NativeTensors.NoneLeftBehind(() => predictor.Predict(Texts));
    }

    [Fact]
    public void What_would_falsify_predictions_is_refused()
    {
        using var other = TinyBert.Load();
        using var stranger = (ClassificationTask)AnyTask.Declared.Create(other);
        Assert.Throws<ArgumentException>(() => new TaskPredictor());
        Assert.Throws<ArgumentException>(() => new TaskPredictor(first, first));
        Assert.Throws<ArgumentException>(() => new TaskPredictor(first, stranger));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnyTask.Declared.Config with { MaxTokens = 0 });

        first.train();
        Assert.Contains("eval()", Assert.Throws<InvalidOperationException>(() => first.Predict("text")).Message, StringComparison.Ordinal);
    }

    private ClassificationTask Create(string id, AdapterConfig config)
    {
        var task = (ClassificationTask)AnyTask.Named(id).Create(backbone, config);
        using var frozen = no_grad();
        foreach (var parameter in task.parameters())
            parameter.add_(randn_like(parameter), alpha: 0.2);

        task.eval();
        return task;
    }
}
