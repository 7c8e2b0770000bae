using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Finds what is suspicious, but not wrong, about labeled texts.</summary>
internal static class DataWarnings
{
    /// <summary>Returns one line per kind of finding.</summary>
    public static IEnumerable<string> Find(TextDataSet texts, IEnumerable<string> labels)
    {
        string[] untrained = [.. labels.Except(texts.Train.Select(example => example.Label))];
        string[] untested = [.. labels.Except(texts.Test.Select(example => example.Label))];
        if (untrained.Length > 0)
            yield return $"Warning: no training texts have the label {Join(untrained)}. The task cannot learn it.";

        if (untested.Length > 0)
            yield return $"Warning: no test texts have the label {Join(untested)}. The scores say nothing about it.";

        var trained = texts.Train.Select(example => example.Text).ToHashSet(StringComparer.Ordinal);
        if (texts.Test.Count(example => trained.Contains(example.Text)) is > 0 and var shared)
            yield return $"Warning: test texts that are also training texts: {shared}. The scores are too high. Remove duplicates.";

        if (texts.Train.Concat(texts.Validation).Concat(texts.Test).Count(IsEmpty) is > 0 and var empty)
            yield return $"Warning: empty texts: {empty}. Remove them, or check the column of the texts.";
    }

    private static bool IsEmpty(Example example) => string.IsNullOrWhiteSpace(example.Text);

    private static string Join(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => $"'{label}'"));
}
