namespace AdapterKit;

/// <summary>The labels of a task, in the order of the head's outputs.</summary>
/// <remarks>
/// <code>
/// [TaskAdapter("spam", Backbone = ArcticXs.Id)]
/// [Labels("ham", "spam")]
/// public sealed partial class SpamTask : ClassificationTask&lt;BottleneckAdapter&gt;;
/// </code>
/// </remarks>
/// <param name="names">At least two names, without repeats.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class LabelsAttribute(params string[] names) : Attribute
{
    /// <summary>The labels, in the order of the head's outputs.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
