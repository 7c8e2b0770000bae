namespace AdapterKit;

/// <summary>
/// Finds spans of words in tags: <c>B-X</c> begins a span of the type <c>X</c>, <c>I-X</c> continues it, <c>O</c> is outside.
/// </summary>
internal static class TagSpans
{
    private const string Outside = "O";

    /// <summary>Whether a tag begins or continues a span, or is outside of all.</summary>
    public static bool IsTag(string tag) => tag == Outside || TypeOf(tag) is not null;

    /// <summary>Returns the spans in their order. A span that does not begin with <c>B</c> begins where it is first continued.</summary>
    public static List<TagSpan> Find(IEnumerable<string> tags)
    {
        var spans = new List<TagSpan>();
        var current = default(TagSpan?);
        foreach (var (index, tag) in tags.Index())
        {
            if (current is { } open && tag.StartsWith('I') && TypeOf(tag) == open.Type)
            {
                current = open with { Count = open.Count + 1 };
                continue;
            }

            if (current is { } closed)
                spans.Add(closed);

            current = TypeOf(tag) is { } type ? new TagSpan(type, index, 1) : null;
        }

        if (current is { } last)
            spans.Add(last);

        return spans;
    }

    private static string? TypeOf(string tag) => tag.Length > 2 && tag[0] is 'B' or 'I' && tag[1] == '-' ? tag[2..] : null;
}

/// <summary>Words with one meaning, such as a name.</summary>
/// <param name="Type">The type of the span, such as <c>PER</c>.</param>
/// <param name="Start">Its first word.</param>
/// <param name="Count">The number of its words.</param>
public readonly record struct TagSpan(string Type, int Start, int Count);
