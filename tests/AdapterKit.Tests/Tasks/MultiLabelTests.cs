using System.Text.Json;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class MultiLabelTests : IDisposable
{
    private static readonly string[] Labels = ["glad", "sad", "big, bad"];
    private readonly BertModel backbone = TinyBert.Load();
    private readonly MoodsTask task;

    public MultiLabelTests()
    {
        manual_seed(1);
        task = (MoodsTask)MoodsTask.Declared.Create(backbone);
    }

    public void Dispose()
    {
        task.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void A_prediction_has_the_labels_whose_logits_are_not_negative()
    {
        using var scope = NewDisposeScope();
        using var batch = backbone.Tokenize(["some text"], maxTokens: 64);
        var logits = task.Forward(batch).data<float>().ToArray();
        var prediction = task.Predict("some text");

        Assert.Equal(Labels, prediction.Probabilities.Keys);
        foreach (var (label, logit) in Labels.Zip(logits))
        {
            Assert.Equal(1 / (1 + Math.Exp(-logit)), prediction.Probabilities[label], 1e-6);
            Assert.Equal(logit >= 0, prediction.Labels.Contains(label));
        }

        Assert.Equal(prediction.Labels, prediction.Parts.Select(part => part.Text));
        Assert.Equal(JsonSerializer.Serialize(prediction.Labels), prediction.ToJson()["labels"]!.ToJsonString());
        NativeTensors.NoneLeftBehind(() => task.Predict("some text"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("glad", "glad")]
    [InlineData("sad, glad", "glad|sad")]
    [InlineData("sad;glad", "glad|sad")]
    [InlineData("big, bad", "big, bad")]
    [InlineData("""["big, bad", "glad"]""", "glad|big, bad")]
    [InlineData("[]", "")]
    public void Targets_are_lists_of_labels(string written, string expected) =>
        Assert.Equal(expected, string.Join('|', MultiLabelTask.Kind.ReadTargets(Labels, [written]).LabelsOf(0)));

    [Fact]
    public void Targets_that_no_task_can_have_are_refused()
    {
        var unknown = Assert.Throws<UnknownLabelException>(() => MultiLabelTask.Kind.ReadTargets(Labels, ["glad, mad"]));
        Assert.Equal("mad", unknown.Label);
        Assert.Throws<ArgumentException>(() => MultiLabelTask.Kind.ReadTargets(Labels, ["[\"glad\""]));
    }

    [Fact]
    public void The_loss_is_the_mean_cross_entropy_of_each_label_and_weights_count_where_a_text_has_it()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        task.named_parameters().Single(entry => entry.name == "head.output.bias").parameter.copy_(tensor(new[] { 0f, MathF.Log(3), 0 }));
        var features = zeros(2, backbone.Width);
        var targets = MultiLabelTask.Kind.ReadTargets(Labels, ["sad", ""]).CreateTensor([0, 1], []);

        // For "sad", 3/4 is predicted: right in the first text and wrong in the second.
        var expected = ((4 * Math.Log(2)) + Math.Log(4.0 / 3) + Math.Log(4)) / 6;
        Assert.Equal(expected, task.ComputeLoss(features, targets, null).ToDouble(), 1e-6);
        Assert.Equal(
            expected + (4 * Math.Log(4.0 / 3) / 6), task.ComputeLoss(features, targets, tensor(new[] { 1f, 5, 1 })).ToDouble(), 1e-6);
    }

    [Fact]
    public void Label_weights_make_up_for_rare_labels()
    {
        var targets = MultiLabelTask.Kind.ReadTargets(Labels, ["glad", "glad, sad", "glad", "glad"]);

        Assert.Equal([0, 3, 1], targets.ComputeLabelWeights()!);
    }

    [Fact]
    public void Scores_are_those_counted_by_hand()
    {
        // a: one right, one missed; b: one right, one too many; c: neither expected nor predicted.
        var scores = new MultiLabelMetrics(
            ["a", "b", "c"],
            [
                ([true, false, false], [true, true, false]),
                ([true, true, false], [false, true, false]),
                ([false, false, false], [false, false, false]),
            ]);

        Assert.Equal(3, scores.Count);
        Assert.Equal(2.0 * 2 / (3 + 3), scores["microF1"], 1e-12);
        Assert.Equal(((2.0 / 3) + (2.0 / 3)) / 2, scores["macroF1"], 1e-12);
        Assert.Equal(1.0 / 3, scores["exactMatch"], 1e-12);
        Assert.Equal([1, 0.5, 2.0 / 3, 2], scores.Table.Rows[0].Cells);
        Assert.Equal(0.5, (double)scores.ToJson()["byLabel"]!["b"]!["precision"]!, 1e-12);
        Assert.Equal(0, new MultiLabelMetrics(["a"], [])["macroF1"]);
    }

    [Fact]
    public void A_bundle_stores_the_kind_and_fits_no_other()
    {
        using var folder = new TemporaryFolder();
        var bundle = Bundle.Save(folder.Root, task);
        using var loaded = (MoodsTask)bundle.Load(MoodsTask.Declared, backbone);

        Assert.Equal("multi-label", bundle.Manifest.Kind);
        Assert.Equal(task.Predict("text").Probabilities, loaded.Predict("text").Probabilities);
        var classified = new TaskDeclaration(
            "moods", "bert", Labels, MoodsTask.Declared.Config, (_, _) => throw new NotSupportedException());
        var error = Assert.Throws<BundleException>(() => bundle.Load(classified, backbone));
        Assert.Contains("'kind' is 'multi-label', but 'classification' is required", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_of_all_kinds_that_read_a_text_share_the_passes()
    {
        using var stars = (StarsTask)StarsTask.Declared.Create(backbone);
        string[] texts = ["a", "some text", "a longer text than these"];

        var predictions = new TaskPredictor(task, stars).Predict(texts);

        foreach (var (text, both) in texts.Zip(predictions))
        {
            Assert.Equal(task.Predict(text).Probabilities["sad"], both.Of(task).Probabilities["sad"], 1e-6);
            Assert.Equal(stars.Predict(text).Value, both.Of(stars).Value, 1e-5);
        }
    }
}
