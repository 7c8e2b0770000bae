using System.Globalization;
using System.Text.Json;

namespace AdapterKit;

/// <summary>A number for every text: mean squared error and correlations.</summary>
internal class RegressionKind : TaskKind<double, NumberPrediction>
{
    public static RegressionKind Instance { get; } = new();

    public override string Id => "regression";

    public override string TargetColumn => "value";

    public override string TargetForm => "a number";

    public override int CountOutputs(IReadOnlyList<string> labels) => 1;

    public override string? ReadJson(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number ? value.GetRawText() : base.ReadJson(value);

    public override double ReadTarget(IReadOnlyList<string> labels, string written) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new ArgumentException($"'{written}' is not a number. Write digits with a point, such as 3.5.");

    public override Tensor CreateTargets(IReadOnlyList<string> labels, IReadOnlyList<double> targets, IReadOnlyList<TokenizedText> texts) =>
        tensor(targets.Select(target => (float)target).ToArray(), [targets.Count, 1], device: CPU);

    public override NumberPrediction Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text) =>
        new(logits[0], text.IsTruncated);

    public override TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(double Target, NumberPrediction Prediction)> pairs) =>
        new RegressionMetrics(pairs.Select(pair => (pair.Target, pair.Prediction.Value)));
}
