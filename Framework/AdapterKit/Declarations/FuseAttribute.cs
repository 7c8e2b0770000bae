namespace AdapterKit;

/// <summary>
/// Fuses other tasks' adapters by attention, in place of adapters of the task's own (AdapterFusion, Pfeiffer et al. 2021).
/// </summary>
/// <remarks>
/// The class derives from <see cref="ClassificationTask"/>. A static member marked with <see cref="OptionsAttribute"/>
/// may hold <see cref="FusionOptions"/>. The members are not copied: the task finds them by id when it is
/// loaded, and trains its own projections and head alone.
/// <code>
/// [TaskAdapter("feed-source", Backbone = ArcticXs.Id)]
/// [Fuse("spam", "list-topic", "reply")]
/// [Labels("boingboing", "fark", "guardian")]
/// public sealed partial class FeedSourceTask : ClassificationTask;
/// </code>
/// </remarks>
/// <param name="members">The ids of at least two other tasks, without repeats.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FuseAttribute(params string[] members) : Attribute
{
    /// <summary>The ids of the tasks whose adapters are fused.</summary>
    public IReadOnlyList<string> Members { get; } = members;
}
