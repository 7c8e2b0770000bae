namespace AdapterKit.Training.Tests;

public sealed class ClassificationMetricsTests
{
    [Fact]
    public void Accuracy_and_macro_F1_follow_from_the_confusion_matrix()
    {
        // Expected a: a a b; expected b: b; expected c: a.
        var scores = new ClassificationMetrics(["a", "b", "c"], [(0, 0), (0, 0), (0, 1), (1, 1), (2, 0)]);

        Assert.Equal(5, scores.Count);
        Assert.Equal(3 / 5.0, scores.Accuracy, 12);
        Assert.Equal(1, scores[0, 1]);
        Assert.Equal(2 * 2 / 6.0, scores.F1(0), 12);
        Assert.Equal(2 * 1 / 3.0, scores.F1(1), 12);
        Assert.Equal(0, scores.F1(2), 12);
        Assert.Equal(((2 / 3.0) + (2 / 3.0) + 0) / 3, scores.MacroF1, 12);
    }

    [Fact]
    public void A_label_that_neither_occurs_nor_is_predicted_does_not_count()
    {
        var scores = new ClassificationMetrics(["a", "b", "c"], [(0, 0), (1, 1)]);
        Assert.Equal(1, scores.MacroF1, 12);
    }

    [Fact]
    public void Without_texts_all_scores_are_zero()
    {
        var scores = new ClassificationMetrics(["a", "b"], []);
        Assert.Equal(0, scores.Accuracy);
        Assert.Equal(0, scores.MacroF1);
    }
}
