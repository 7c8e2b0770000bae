namespace AdapterKit;

/// <summary>Declares a task adapter: one task on one backbone, with its own adapters and head.</summary>
/// <remarks>
/// The class is <c>sealed partial</c> and derives from a task base such as <see cref="ClassificationTask{TVariant}"/>.
/// The compiler writes its constructor and its <see cref="TaskDeclaration"/>, and for the assembly the plugin entry
/// point and the metadata that a host reads before it loads the assembly.
/// <code>
/// [TaskAdapter("spam", Backbone = ArcticXs.Id)]
/// [Labels("ham", "spam")]
/// public sealed partial class SpamTask : ClassificationTask&lt;BottleneckAdapter&gt;;
/// </code>
/// </remarks>
/// <param name="id">The id of the task; lower-case letters, digits and hyphens.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskAdapterAttribute(string id) : Attribute
{
    /// <summary>The id of the task.</summary>
    public string Id { get; } = id;

    /// <summary>The id of the backbone that the task runs on.</summary>
    public string Backbone { get; set; } = "";
}
