using System.Text.Json.Serialization;

namespace AdapterKit.Training;

/// <summary>A text and what a task shall predict for it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">The label's name; for other kinds of tasks, the target as data files have it.</param>
public sealed record Example(string Text, string Label)
{
    /// <summary>The other text of a pair; <see langword="null"/> for one text.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Second { get; init; }

    /// <summary>What a task reads.</summary>
    internal TaskInput Input => new(Text, Second);
}
