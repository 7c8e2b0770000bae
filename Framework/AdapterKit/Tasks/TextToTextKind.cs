namespace AdapterKit;

/// <summary>How likely a model is to write the target of a text.</summary>
internal sealed class TextToTextKind : TaskKind<string, TargetLikelihood>
{
    // The logarithm of a token's probability, and whether the model would write it.
    private const int Outputs = 2;

    private static readonly SourceTargetReading Sequences = new();
    private static readonly PromptTargetReading Prompts = new();

    public static TextToTextKind Instance { get; } = new();

    public override string Id => "text-to-text";

    public override TaskReading Reading => Sequences;

    public override bool ReadsTarget => true;

    public override string TargetColumn => Reading.Columns[1];

    public override string TargetForm => "a string";

    public override TaskReading ReadingOn(Backbone backbone) => backbone is IEncoderDecoder ? Sequences : Prompts;

    public override int CountOutputs(IReadOnlyList<string> labels) => Outputs;

    public override string ReadTarget(IReadOnlyList<string> labels, string written) => written;

    public override void RequireFits(string target, TaskInput input)
    {
        if (string.IsNullOrWhiteSpace(input.Second))
        {
            throw new ArgumentException(input.Second is null
                ? "The target of a text is missing. It is the second text of an example."
                : "The target of the text is empty, so that there is nothing to learn. Remove the text.");
        }
    }

    public override Tensor CreateTargets(IReadOnlyList<string> labels, IReadOnlyList<string> targets, IReadOnlyList<TokenizedText> texts)
    {
        var tokens = Math.Max(1, texts.Max(text => text.OutputLength));
        var next = new long[texts.Count * tokens];
        Array.Fill(next, TokenPredictions.NoTarget);
        foreach (var (row, text) in texts.Index())
        {
            // A decoder of its own reads the target one token behind; a language model reads it where it stands.
            var (start, length) = FindTarget(text);
            var (ids, behind) = text.Target is { } target ? (target, 0) : (text.Ids, 1);
            for (var index = start; index < start + length; index++)
                next[(row * tokens) + index - behind] = ids[index];
        }

        return tensor(next, [texts.Count, tokens], device: CPU);
    }

    public override TargetLikelihood Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text)
    {
        var (start, length) = FindTarget(text);
        var (sum, matches) = (0.0, 0);
        for (var index = start; index < start + length; index++)
        {
            sum += logits[index * Outputs];
            matches += (int)logits[(index * Outputs) + 1];
        }

        return new(sum, length, matches, text.IsTruncated) { IsTargetTruncated = text.IsTargetTruncated };
    }

    public override TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(string Target, TargetLikelihood Prediction)> pairs) =>
        new TextToTextMetrics(pairs.Select(pair => pair.Prediction));

    // The first token of a text follows no other, so that a language model cannot predict it.
    private static (int Start, int Length) FindTarget(TokenizedText text)
    {
        var start = text.Target is null ? Math.Max(1, text.SecondStart ?? 0) : 0;
        return (start, Math.Max(0, text.OutputLength - start));
    }
}
