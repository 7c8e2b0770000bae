namespace AdapterKit;

/// <summary>Drops a task's adapters from layers (AdapterDrop, Rücklé et al. 2021): no parameters, no branch.</summary>
/// <remarks>
/// <code>
/// [TaskAdapter("urgent", Backbone = ArcticXs.Id)]
/// [AdapterDrop("0")]                        // nothing in layer 0
/// [AdapterDrop("1", Point = "attention")]   // and nothing after attention in layer 1
/// [Labels("later", "now")]
/// public sealed partial class UrgentTask : ClassificationTask&lt;BottleneckAdapter&gt;;
/// </code>
/// </remarks>
/// <param name="layers">The layers, counted from 0 at the input: <c>"0"</c>, <c>"0..4"</c> (both ends included), <c>"0,2..3"</c>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AdapterDropAttribute(string layers) : Attribute
{
    /// <summary>The layers without an adapter.</summary>
    public string Layers { get; } = layers;

    /// <summary>The insertion point; every point if <see langword="null"/>.</summary>
    public string? Point { get; set; }
}
