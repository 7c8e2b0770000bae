namespace AdapterKit;

/// <summary>Declares adapters of one variant; repeated for a task with several, each at places of its own.</summary>
/// <remarks>
/// The class derives from a task base without a variant, such as <see cref="ClassificationTask"/>. Unions of the literature are such
/// tasks: MAM (He et al. 2022), UniPELT (Mao et al. 2022).
/// <code>
/// [TaskAdapter("spam", Backbone = MiniLm.Id)]
/// [Adapter&lt;LoraAdapter&gt;(On = ["attention.q", "attention.v"], Options = nameof(lora))]
/// [Adapter&lt;BottleneckAdapter&gt;(On = ["feed_forward"], Placement = AdapterPlacement.Parallel, TuneNorms = false)]
/// [Labels("ham", "spam")]
/// public sealed partial class SpamTask : ClassificationTask
/// {
///     private static readonly LoraOptions lora = new() { Rank = 4 };
/// }
/// </code>
/// </remarks>
/// <typeparam name="TVariant">The adapter variant.</typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class AdapterAttribute<TVariant> : Attribute
    where TVariant : nn.Module
{
    /// <summary>
    /// The places that have an adapter: insertion points, or parts of products such as <c>attention.q</c> for a variant that changes
    /// products. All of them if none is named.
    /// </summary>
    public string[] On { get; set; } = [];

    /// <summary>The name of the static field or property with the variant's options; the default options without it.</summary>
    public string? Options { get; set; }

    /// <summary>How an adapter joins the residual path; without a meaning for a variant that changes products.</summary>
    public AdapterPlacement Placement { get; set; }

    /// <summary>Whether the task trains its own copies of the norms at these sites.</summary>
    public bool TuneNorms { get; set; } = true;

    /// <summary>
    /// The layers without these adapters, counted from 0 at the input, such as <c>"0..4"</c> or <c>"0,2..3"</c>. To drop layers from all
    /// adapters of the task, use <see cref="AdapterDropAttribute"/>.
    /// </summary>
    public string? Drop { get; set; }
}
