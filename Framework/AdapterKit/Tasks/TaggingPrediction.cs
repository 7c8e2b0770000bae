using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>The tags that a task gives the words of a text.</summary>
/// <param name="Words">The words that the task reads, each with its tag.</param>
/// <param name="IsTruncated">Whether the text has more tokens than the task reads, so that its last words have no tags.</param>
public sealed record TaggingPrediction(IReadOnlyList<TaggedWord> Words, bool IsTruncated) : TaskPrediction(IsTruncated)
{
    /// <summary>
    /// The spans that the tags form: <c>B-X</c> begins one of the type <c>X</c>, <c>I-X</c> continues it; none for other tags.
    /// </summary>
    public IReadOnlyList<TagSpan> Spans => IsInSpans ? TagSpans.Find(Words.Select(word => word.Tag)) : [];

    /// <inheritdoc />
    /// <remarks>The spans; for tags that form none, the words with their tags.</remarks>
    public override IReadOnlyList<PredictedPart> Parts => IsInSpans
        ? [.. Spans.Select(span => new PredictedPart($"{TextOf(span)}: {span.Type}", WordsOf(span).Average(word => word.Probability)))]
        : [.. Words.Select(word => new PredictedPart($"{word.Text}: {word.Tag}", word.Probability))];

    private bool IsInSpans => Words.All(word => TagSpans.IsTag(word.Tag));

    /// <summary>Returns the words of a span.</summary>
    /// <param name="span">One of <see cref="Spans"/>.</param>
    public string TextOf(TagSpan span) => string.Join(' ', WordsOf(span).Select(word => word.Text));

    /// <inheritdoc />
    public override JsonObject ToJson() => new()
    {
        ["words"] = new JsonArray([.. Words.Select(word => new JsonObject
        {
            ["word"] = word.Text,
            ["tag"] = word.Tag,
            ["probability"] = word.Probability,
        })]),
        ["spans"] = new JsonArray([.. Spans.Select(span => new JsonObject
        {
            ["type"] = span.Type,
            ["text"] = TextOf(span),
            ["start"] = span.Start,
            ["count"] = span.Count,
        })]),
    };

    private IEnumerable<TaggedWord> WordsOf(TagSpan span) => Words.Skip(span.Start).Take(span.Count);
}

/// <summary>A word and its tag.</summary>
/// <param name="Text">The word.</param>
/// <param name="Tag">The tag with the highest probability.</param>
/// <param name="Probability">Its probability; 0 for a word without tokens, which has the tag <c>O</c> or the first one.</param>
public readonly record struct TaggedWord(string Text, string Tag, double Probability);
