using AdapterKit.Cli.Runs;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Finds what is suspicious, but not wrong, about labeled texts or images.</summary>
internal static class DataWarnings
{
    /// <summary>Returns one line per kind of finding.</summary>
    public static IEnumerable<string> Find(TextDataSet texts, IReadOnlyList<string> labels, TaskKind kind)
    {
        var (train, validation, test) =
            (LabelsOf(texts.Train, labels, kind), LabelsOf(texts.Validation, labels, kind), LabelsOf(texts.Test, labels, kind));
        string[] untrained = [.. labels.Except(train)];
        string[] untested = [.. labels.Except(test)];
        var noun = NameInputs(kind);
        if (untrained.Length > 0)
            yield return $"Warning: no training {noun} have the label {Join(untrained)}. The task cannot learn it.";

        if (FindUnvalidated([.. train, .. test], validation, untrained, noun) is { Length: > 0 } unvalidated)
        {
            yield return $"Warning: no validation {noun} have the label {string.Join(", ", unvalidated)}. "
                + $"The choice of the best epoch ignores it. Provide at least nine {noun} per label.";
        }

        if (untested.Length > 0)
            yield return $"Warning: no test {noun} have the label {Join(untested)}. The scores say nothing about it.";

        var trained = texts.Train.Select(Identify).ToHashSet();
        if (texts.Test.Count(example => trained.Contains(Identify(example))) is > 0 and var shared)
            yield return $"Warning: test {noun} that are also training {noun}: {shared}. The scores are too high. Remove duplicates.";

        foreach (var warning in FindEmpty(texts.Train.Concat(texts.Validation).Concat(texts.Test)))
            yield return warning;
    }

    /// <summary>Returns one line per kind of finding about texts that are not split.</summary>
    public static IEnumerable<string> FindInWhole(IReadOnlyList<Example> texts, IReadOnlyList<string> labels, TaskKind kind)
    {
        string[] missing = [.. labels.Except(LabelsOf(texts, labels, kind))];
        if (missing.Length > 0)
            yield return $"Warning: no {NameInputs(kind)} have the label {Join(missing)}. The scores say nothing about it.";

        foreach (var warning in FindEmpty(texts))
            yield return warning;
    }

    /// <summary>Returns a line if the task does not read all texts to their end.</summary>
    public static IEnumerable<string> FindTruncated(IReadOnlyList<Example> texts, TaskDeclaration task, Backbone backbone)
    {
        // An image is read as a whole.
        if (task.Kind.Reading.ReadsImages)
            yield break;

        var (reading, tokens) = (task.Kind.ReadingOn(backbone), task.Config.MaxTokens);
        var truncated = texts.Count(example => reading.Tokenize(backbone, example.Read(backbone), tokens).IsTruncated);
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

    private static string[] FindUnvalidated(IEnumerable<string> others, IEnumerable<string> validation, string[] untrained, string noun)
    {
        var validated = validation.ToHashSet(StringComparer.Ordinal);
        var counts = others.CountBy(label => label, StringComparer.Ordinal);
        return [.. counts
            .Where(label => !validated.Contains(label.Key) && !untrained.Contains(label.Key))
            .OrderBy(label => label.Key, StringComparer.Ordinal)
            .Select(label => $"'{label.Key}' ({label.Value} {noun})")];
    }

    private static IEnumerable<string> FindEmpty(IEnumerable<Example> texts)
    {
        if (texts.Count(IsEmpty) is > 0 and var empty)
            yield return $"Warning: empty texts: {empty}. Remove them, or check the column of the texts.";
    }

    private static bool IsEmpty(Example example) =>
        example.Image is null && BatchPredictor.IsEmpty(new TaskInput(example.Text, example.Second));

    // By what an example reads, whatever its label.
    private static (string, string?, string?) Identify(Example example) => (example.Text, example.Second, example.Image?.Hash);

    private static string NameInputs(TaskKind kind) => kind.Reading.ReadsImages ? "images" : "texts";

    private static string Join(IEnumerable<string> labels) => string.Join(", ", labels.Select(label => $"'{label}'"));
}
