using System.Text.Json;

namespace AdapterKit;

/// <summary>Any number of labels for every text: binary cross-entropy, F1 and exact matches.</summary>
internal sealed class MultiLabelKind : TaskKind<bool[], MultiLabelPrediction>
{
    public static MultiLabelKind Instance { get; } = new();

    public override string Id => "multi-label";

    public override string TargetColumn => "labels";

    public override string TargetForm => WrittenList.Form;

    public override string? ReadJson(JsonElement value) => WrittenList.ReadJson(value);

    // A label may have a comma in its name: where the whole target is a label, it is that one.
    public override bool[] ReadTarget(IReadOnlyList<string> labels, string written)
    {
        string[] names = labels.Contains(written) ? [written] : WrittenList.Split(written, ',', ';');
        var target = new bool[labels.Count];
        foreach (var name in names)
            target[UnknownLabelException.RequireIndex(labels, name)] = true;

        return target;
    }

    public override Tensor CreateTargets(
        IReadOnlyList<string> labels, IReadOnlyList<bool[]> targets, IReadOnlyList<TokenizedText> texts) =>
        tensor(
            targets.SelectMany(target => target.Select(isSet => isSet ? 1f : 0f)).ToArray(), [targets.Count, labels.Count], device: CPU);

    public override MultiLabelPrediction Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text)
    {
        var probabilities = new OrderedDictionary<string, double>(labels.Count, StringComparer.Ordinal);
        foreach (var (index, label) in labels.Index())
            probabilities.Add(label, 1 / (1 + Math.Exp(-logits[index])));

        return new([.. labels.Where(label => probabilities[label] >= 0.5)], probabilities, text.IsTruncated);
    }

    public override TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(bool[] Target, MultiLabelPrediction Prediction)> pairs) =>
        new MultiLabelMetrics(labels, pairs.Select(
            pair => (pair.Target, labels.Select(label => pair.Prediction.Labels.Contains(label)).ToArray())));

    public override IReadOnlyList<string> LabelsOf(IReadOnlyList<string> labels, bool[] target) =>
        [.. labels.Where((_, index) => target[index])];

    // As if each label occurred as often as it does not.
    public override float[] ComputeLabelWeights(IReadOnlyList<string> labels, IReadOnlyList<bool[]> targets) =>
    [
        .. labels.Select((_, index) => targets.Count(target => target[index])).Select(
            count => count == 0 ? 1 : (float)(targets.Count - count) / count),
    ];
}
