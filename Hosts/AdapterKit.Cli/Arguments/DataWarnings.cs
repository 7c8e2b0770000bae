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

        if (FindUnvalidated(texts, untrained) is { Length: > 0 } unvalidated)
        {
            yield return $"Warning: no validation texts have the label {string.Join(", ", unvalidated)}. "
                + "The choice of the best epoch ignores it. Provide at least nine texts per label.";
        }

        if (untested.Length > 0)
            yield return $"Warning: no test texts have the label {Join(untested)}. The scores say nothing about it.";

        var trained = texts.Train.Select(example => example.Text).ToHashSet(StringComparer.Ordinal);
        if (texts.Test.Count(example => trained.Contains(example.Text)) is > 0 and var shared)
            yield return $"Warning: test texts that are also training texts: {shared}. The scores are too high. Remove duplicates.";

        foreach (var warning in FindEmpty(texts.Train.Concat(texts.Validation).Concat(texts.Test)))
            yield return warning;
    }

    /// <summary>Returns one line per kind of finding about texts that are not split.</summary>
    public static IEnumerable<string> FindInWhole(IReadOnlyList<Example> texts, IEnumerable<string> labels)
    {
        string[] missing = [.. labels.Except(texts.Select(example => example.Label))];
        if (missing.Length > 0)
            yield return $"Warning: no texts have the label {Join(missing)}. The scores say nothing about it.";

        foreach (var warning in FindEmpty(texts))
            yield return warning;
    }

    private static string[] FindUnvalidated(TextDataSet texts, string[] untrained)
    {
        var validated = texts.Validation.Select(example => example.Label).ToHashSet(StringComparer.Ordinal);
        var counts = texts.Train.Concat(texts.Test).CountBy(example => example.Label, StringComparer.Ordinal);
        return [.. counts
            .Where(label => !validated.Contains(label.Key) && !untrained.Contains(label.Key))
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => $"'{label.Key}' ({label.Value} texts)")];
    }

    private static IEnumerable<string> FindEmpty(IEnumerable<Example> texts)
    {
        if (texts.Count(example => string.IsNullOrWhiteSpace(example.Text)) is > 0 and var empty)
            yield return $"Warning: empty texts: {empty}. Remove them, or check the column of the texts.";
    }

    private static string Join(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => $"'{label}'"));
}
