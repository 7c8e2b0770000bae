namespace AdapterKit;

/// <summary>A target names a label that the task does not have.</summary>
/// <param name="label">The label.</param>
/// <param name="labels">The labels of the task.</param>
public sealed class UnknownLabelException(string label, IReadOnlyList<string> labels)
    : ArgumentException($"Unknown label '{label}'. The task's labels are: {string.Join(", ", labels)}.")
{
    /// <summary>The label.</summary>
    public string Label { get; } = label;

    /// <summary>Returns the position of a label.</summary>
    /// <param name="labels">The labels of the task.</param>
    /// <param name="label">The label.</param>
    /// <exception cref="UnknownLabelException">The task has no such label.</exception>
    public static int RequireIndex(IReadOnlyList<string> labels, string label)
    {
        ArgumentNullException.ThrowIfNull(labels);
        for (var index = 0; index < labels.Count; index++)
        {
            if (labels[index] == label)
                return index;
        }

        throw new UnknownLabelException(label, labels);
    }
}
