using System.Text.Json;

namespace AdapterKit;

/// <summary>A tag for every word: cross-entropy, accuracy over words and F1 over spans.</summary>
internal sealed class TaggingKind : TaskKind<int[], TaggingPrediction>
{
    /// <summary>The target of tokens that begin no word.</summary>
    public const long NoTarget = -100;

    public static TaggingKind Instance { get; } = new();

    public override string Id => "tagging";

    public override TaskReading Reading => TaskReading.Words;

    public override string TargetColumn => "tags";

    public override string TargetForm => WrittenList.Form;

    public override string? ReadJson(JsonElement value) => WrittenList.ReadJson(value);

    public override int[] ReadTarget(IReadOnlyList<string> labels, string written) =>
        [.. WrittenList.Split(written, ' ', '\t').Select(tag => UnknownLabelException.RequireIndex(labels, tag))];

    public override void RequireFits(int[] target, TaskInput input)
    {
        var words = WordReading.Split(input.Text).Length;
        if (words != target.Length)
        {
            throw new ArgumentException(
                $"There are {target.Length} tags for {words} words. Write one tag for each word of: {input.Text}");
        }
    }

    public override Tensor CreateTargets(IReadOnlyList<string> labels, IReadOnlyList<int[]> targets, IReadOnlyList<TokenizedText> texts)
    {
        var tokens = Math.Max(1, texts.Max(text => text.Ids.Length));
        var values = new long[texts.Count * tokens];
        Array.Fill(values, NoTarget);
        foreach (var (row, text) in texts.Index())
        {
            foreach (var (index, word) in text.Words!.Index().Where(word => word.Item.Start is not null))
                values[(row * tokens) + word.Start!.Value] = targets[row][index];
        }

        return tensor(values, [texts.Count, tokens], device: CPU);
    }

    public override TaggingPrediction Interpret(IReadOnlyList<string> labels, ReadOnlySpan<double> logits, TokenizedText text)
    {
        var words = new List<TaggedWord>();
        foreach (var (word, start) in text.Words!)
        {
            if (start is not { } token)
            {
                words.Add(new(word, labels.Contains("O") ? "O" : labels[0], 0));
                continue;
            }

            var tag = Prediction.Create(labels, logits.Slice(token * labels.Count, labels.Count), isTruncated: false);
            words.Add(new(word, tag.Label, tag.Probability));
        }

        return new(words, text.IsTruncated);
    }

    public override TaskScores Score(IReadOnlyList<string> labels, IReadOnlyList<(int[] Target, TaggingPrediction Prediction)> pairs) =>
        new TaggingMetrics(labels, pairs.Select(pair => (
            (IReadOnlyList<string>)[.. pair.Target.Select(tag => labels[tag])],
            (IReadOnlyList<string>)[.. pair.Prediction.Words.Select(word => word.Tag)])));

    public override IReadOnlyList<string> LabelsOf(IReadOnlyList<string> labels, int[] target) => [.. target.Select(tag => labels[tag])];

    // Inversely proportional to the frequency; with equal frequencies, all weights are 1.
    public override float[] ComputeLabelWeights(IReadOnlyList<string> labels, IReadOnlyList<int[]> targets)
    {
        var counts = targets.SelectMany(target => target).CountBy(tag => tag).ToDictionary();
        var words = counts.Values.Sum();
        return [.. Enumerable.Range(0, labels.Count).Select(
            tag => (float)words / (labels.Count * Math.Max(1, counts.GetValueOrDefault(tag))))];
    }
}
