using AdapterKit.Training;

namespace Samples.CustomLayout;

/// <summary>A few labeled sentences, made from parts.</summary>
internal static class Sentences
{
    private static readonly string[] Subjects = ["the mail", "a letter", "our train", "the report", "his answer"];

    private static readonly string[] Predicates =
        ["arrives", "was lost", "comes late", "looks good", "is ready", "has changed", "went out", "is here"];

    /// <summary>Eighty sentences, split for training, validation and testing.</summary>
    public static TextDataSet Split()
    {
        var parts = from subject in Subjects from predicate in Predicates select (subject, predicate);
        var examples = parts.SelectMany(part => new[]
        {
            new Example($"is it so that {part.subject} {part.predicate}?", "asks"),
            new Example($"{part.subject} {part.predicate}, they say.", "tells"),
        });
        return TextFiles.Split([.. examples], ToneTask.Declared.Labels, seed: 1);
    }
}
