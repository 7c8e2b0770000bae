using AdapterKit.Cli.Runs;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Finds what is suspicious, but not wrong, about labeled texts.</summary>
internal static class DataWarnings
{
    /// <summary>Returns one line per kind of finding.</summary>
    public static IEnumerable<string> Find(TextDataSet texts, IReadOnlyList<string> labels, TaskKind kind)
    {
        var (train, validation, test) =
            (LabelsOf(texts.Train, labels, kind), LabelsOf(texts.Validation, labels, kind), LabelsOf(texts.Test, labels, kind));
        string[] untrained = [.. labels.Except(train)];
        string[] untested = [.. labels.Except(test)];
        if (untrained.Length > 0)
            yield return $"Warning: no training texts have the label {Join(untrained)}. The task cannot learn it.";

        if (FindUnvalidated([.. train, .. test], validation, untrained) is { Length: > 0 } unvalidated)
        {
            yield return $"Warning: no validation texts have the label {string.Join(", ", unvalidated)}. "
                + "The choice of the best epoch ignores it. Provide at least nine texts per label.";
        }

        if (untested.Length > 0)
            yield return $"Warning: no test texts have the label {Join(untested)}. The scores say nothing about it.";

        var trained = texts.Train.Select(ReadInput).ToHashSet();
        if (texts.Test.Count(example => trained.Contains(ReadInput(example))) is > 0 and var shared)
            yield return $"Warning: test texts that are also training texts: {shared}. The scores are too high. Remove duplicates.";

        foreach (var warning in FindEmpty(texts.Train.Concat(texts.Validation).Concat(texts.Test)))
            yield return warning;
    }

    /// <summary>Returns one line per kind of finding about texts that are not split.</summary>
    public static IEnumerable<string> FindInWhole(IReadOnlyList<Example> texts, IReadOnlyList<string> labels, TaskKind kind)
    {
        string[] missing = [.. labels.Except(LabelsOf(texts, labels, kind))];
        if (missing.Length > 0)
            yield return $"Warning: no texts have the label {Join(missing)}. The scores say nothing about it.";

        foreach (var warning in FindEmpty(texts))
            yield return warning;
    }

    /// <summary>Returns a line if the task does not read all texts to their end.</summary>
    public static IEnumerable<string> FindTruncated(IReadOnlyList<Example> texts, TaskDeclaration task, Backbone backbone)
    {
        var (reading, tokens) = (task.Kind.ReadingOn(backbone), task.Config.MaxTokens);
        var truncated = texts
            .Select(ReadInput)
            .Count(input => reading.Tokenize(backbone.Tokenizer, input, tokens).IsTruncated);
        if (truncated > 0)
        {
            yield return $"Warning: texts of more than {tokens} tokens: {truncated} of {texts.Count}. "
                + $"Task '{task.Id}' reads their beginnings.";
        }
    }

    // The labels that each text has, one after the other.
    private static List<string> LabelsOf(IReadOnlyList<Example> texts, IReadOnlyList<string> labels, TaskKind kind)
    {
        var targets = kind.ReadTargets(labels, [.. texts.Select(example => example.Label)]);
        return [.. Enumerable.Range(0, texts.Count).SelectMany(index => targets.LabelsOf(index).Distinct())];
    }

    private static string[] FindUnvalidated(IEnumerable<string> others, IEnumerable<string> validation, string[] untrained)
    {
        var validated = validation.ToHashSet(StringComparer.Ordinal);
        var counts = others.CountBy(label => label, StringComparer.Ordinal);
        return [.. counts
            .Where(label => !validated.Contains(label.Key) && !untrained.Contains(label.Key))
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => $"'{label.Key}' ({label.Value} texts)")];
    }

    private static IEnumerable<string> FindEmpty(IEnumerable<Example> texts)
    {
        if (texts.Count(example => BatchPredictor.IsEmpty(ReadInput(example))) is > 0 and var empty)
            yield return $"Warning: empty texts: {empty}. Remove them, or check the column of the texts.";
    }

    private static TaskInput ReadInput(Example example) => new(example.Text, example.Second);

    private static string Join(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => $"'{label}'"));
}
