using Microsoft.CodeAnalysis.Text;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Source with <c>[|…|]</c> around each span that an analyzer should report.</summary>
internal sealed class Markup
{
    private const string Open = "[|";
    private const string Close = "|]";

    public Markup(string text)
    {
        var spans = new List<TextSpan>();
        for (var start = text.IndexOf(Open, StringComparison.Ordinal); start >= 0; start = text.IndexOf(Open, StringComparison.Ordinal))
        {
            text = text.Remove(start, Open.Length);
            var end = text.IndexOf(Close, StringComparison.Ordinal);
            text = text.Remove(end, Close.Length);
            spans.Add(TextSpan.FromBounds(start, end));
        }

        Text = text;
        Spans = spans;
    }

    public string Text { get; }

    public IReadOnlyList<TextSpan> Spans { get; }
}
