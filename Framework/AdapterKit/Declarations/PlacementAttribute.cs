namespace AdapterKit;

/// <summary>Places a task's adapters; without it they are placed as in Houlsby et al. 2019.</summary>
/// <remarks>
/// <code>
/// [TaskAdapter("spam", Backbone = ArcticXs.Id)]
/// [Placement(AdapterPlacement.Pfeiffer, Points = ["feed_forward"], TuneNorms = false)]
/// [Labels("ham", "spam")]
/// public sealed partial class SpamTask : ClassificationTask&lt;BottleneckAdapter&gt;;
/// </code>
/// </remarks>
/// <param name="placement">How an adapter joins the residual path; without a meaning for a variant that changes products.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PlacementAttribute(AdapterPlacement placement = AdapterPlacement.Sequential) : Attribute
{
    /// <summary>How an adapter joins the residual path.</summary>
    public AdapterPlacement Placement { get; } = placement;

    /// <summary>
    /// The places that have an adapter: insertion points, or parts of products such as <c>attention.q</c> for a variant that changes
    /// products. All of them if none is named.
    /// </summary>
    public string[] Points { get; set; } = [];

    /// <summary>Whether the task trains its own copies of the norms at its sites.</summary>
    public bool TuneNorms { get; set; } = true;
}
