namespace AdapterKit;

/// <summary>One label for every text: cross-entropy, accuracy and F1.</summary>
internal class ClassificationKind : TaskKind<int, Prediction>
{
    public static ClassificationKind Instance { get; } = new();

    public override string Id => "classification";

    public override int ReadTarget(IReadOnlyList<string> labels, string written) => UnknownLabelException.RequireIndex(labels, written);

    public override Tensor CreateTargets(IReadOnlyList<string> labels, IReadOnlyList<int> targets, IReadOnlyList<TokenizedText> texts) =>
        tensor(targets.Select(target => (long)target).ToArray(), device: CPU);

    public override Prediction Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text) =>
        Prediction.Create(labels, logits, text.IsTruncated);

    public override TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(int Target, Prediction Prediction)> pairs) =>
        new ClassificationMetrics(labels, pairs.Select(pair => (pair.Target, ReadTarget(labels, pair.Prediction.Label))));

    public override IReadOnlyList<string> LabelsOf(IReadOnlyList<string> labels, int target) => [labels[target]];

    public override string GroupOf(IReadOnlyList<string> labels, int target) => labels[target];

    // Inversely proportional to the frequency; with equal frequencies, all weights are 1.
    public override float[] ComputeLabelWeights(IReadOnlyList<string> labels, IReadOnlyList<int> targets) =>
    [
        .. Enumerable.Range(0, labels.Count).Select(
            label => (float)targets.Count / (labels.Count * Math.Max(1, targets.Count(target => target == label)))),
    ];
}
