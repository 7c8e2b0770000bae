using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace AdapterKit.Testing;

/// <summary>The changed lines of a text, with a few unchanged ones around them.</summary>
public static class LineDiff
{
    private const int Context = 3;

    public static string Between(string before, string after)
    {
        var lines = InlineDiffBuilder.Diff(before, after, ignoreWhiteSpace: false).Lines;
        var changed = Enumerable.Range(0, lines.Count).Where(i => lines[i].Type != ChangeType.Unchanged).ToArray();
        var shown = new List<string>();
        var last = -1;
        var near = changed.SelectMany(i => Enumerable.Range(i - Context, (2 * Context) + 1)).Where(i => i >= 0 && i < lines.Count);
        foreach (var i in near.Distinct().Order())
        {
            if (i != last + 1) shown.Add("  …");
            shown.Add($"{Mark(lines[i].Type)} {lines[i].Text}");
            last = i;
        }
        return string.Join("\n", shown);
    }

    private static char Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => '+',
        ChangeType.Deleted => '-',
        _ => ' ',
    };
}
