namespace AdapterKit;

/// <summary>Mixes other tasks' adapters by attention, in place of adapters of the task's own (AdapterFusion, Pfeiffer et al. 2021).</summary>
/// <remarks>
/// The class derives from <see cref="ClassificationTask"/>. A static member marked with <see cref="OptionsAttribute"/>
/// may hold <see cref="FusionOptions"/>. Nothing of the members is copied: the task finds them by name when it is
/// loaded, and trains its own projections and head alone.
/// <code>
/// [TaskAdapter("feed-source", Backbone = UseLite.Id)]
/// [Fuse("spam", "list-topic", "reply")]
/// [Labels("boingboing", "fark", "guardian")]
/// public sealed partial class FeedSourceTask : ClassificationTask;
/// </code>
/// </remarks>
/// <param name="members">The ids of at least two other tasks, none twice.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FuseAttribute(params string[] members) : Attribute
{
    /// <summary>The ids of the tasks whose adapters are mixed.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
