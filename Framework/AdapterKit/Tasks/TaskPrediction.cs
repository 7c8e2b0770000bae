using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>What a task says of a text; each kind of task has its own record.</summary>
/// <param name="IsTruncated">Whether the text has more tokens than the task reads, so that its end had no influence.</param>
public abstract record TaskPrediction(bool IsTruncated)
{
    /// <summary>The prediction for people: what was found, each with its probability if it has one.</summary>
    public abstract IReadOnlyList<PredictedPart> Parts { get; }

    /// <summary>The prediction for programs: the properties of a JSON object, in camel case.</summary>
    public abstract JsonObject ToJson();
}

/// <summary>One part of a prediction.</summary>
/// <param name="Text">The part as text, such as a label.</param>
/// <param name="Probability">Its probability; <see langword="null"/> for a part without one, such as a number.</param>
public readonly record struct PredictedPart(string Text, double? Probability);
