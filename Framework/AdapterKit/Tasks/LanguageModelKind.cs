namespace AdapterKit;

/// <summary>How likely texts are to a language model: cross-entropy of their tokens, and perplexity.</summary>
internal sealed class LanguageModelKind : TaskKind<string, TextLikelihood>
{
    public static LanguageModelKind Instance { get; } = new();

    public override string Id => "language-model";

    public override TaskReading Reading { get; } = new LanguageModelReading();

    public override bool ReadsTarget => true;

    public override string TargetColumn => Reading.Columns[0];

    public override string TargetForm => "a string";

    public override int CountOutputs(IReadOnlyList<string> labels) => 1;

    public override string ReadTarget(IReadOnlyList<string> labels, string written) => written;

    public override Tensor CreateTargets(IReadOnlyList<string> labels, IReadOnlyList<string> targets, IReadOnlyList<TokenizedText> texts)
    {
        var tokens = Math.Max(1, texts.Max(text => text.Ids.Length));
        var next = new long[texts.Count * tokens];
        Array.Fill(next, TokenPredictions.NoTarget);
        foreach (var (row, text) in texts.Index())
        {
            foreach (var (index, id) in text.Ids.Skip(1).Index())
                next[(row * tokens) + index] = id;

            // No token follows the last one of a packed text.
            foreach (var start in text.Starts?.Skip(1) ?? [])
                next[(row * tokens) + start - 1] = TokenPredictions.NoTarget;
        }

        return tensor(next, [texts.Count, tokens], device: CPU);
    }

    public override TextLikelihood Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text)
    {
        var sum = 0.0;
        foreach (var logarithm in logits[..text.Ids.Length])
            sum += logarithm;

        return new(sum, Math.Max(0, text.Ids.Length - 1), text.IsTruncated);
    }

    public override TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(string Target, TextLikelihood Prediction)> pairs) =>
        new LanguageModelMetrics(pairs.Select(pair => pair.Prediction));
}
