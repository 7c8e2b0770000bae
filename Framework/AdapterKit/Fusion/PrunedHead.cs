using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// A head stored as its products with the few members that pruning keeps at a site: for inference alone, and much smaller than
/// <see cref="FusionHead"/>.
/// </summary>
/// <remarks>
/// Products that follow from the members are not stored. A value projection that the residual passes through is stored whole.
/// </remarks>
internal sealed class PrunedHead : ComponentModule
{
    private readonly FusionOptions options;
    private readonly Linear? keys;
    private readonly Linear? values;
    private readonly Linear? value;

    private PrunedHead(int width, int members, int units, FusionOptions options)
        : base(nameof(PrunedHead))
    {
        this.options = options;
        if (members > 1)
            register_module(nameof(keys), keys = Linear(width, members * units));
        if (options is { Value: true, ReplacesHidden: false })
            register_module(nameof(values), values = Linear(members * units, width, hasBias: false));
        if (options is { Value: true, ReplacesHidden: true })
            register_module(nameof(value), value = Linear(width, width, hasBias: options.Numerics == FusionNumerics.ScaledDotProduct));

        foreach (var parameter in parameters())
            parameter.requires_grad = false;
    }

    /// <summary>
    /// Creates a head for the members kept at a site; returns <see langword="null"/> if projections are no larger, or a member is not a
    /// bottleneck.
    /// </summary>
    public static PrunedHead? TryCreate(int width, IReadOnlyList<FusionMember> members, FusionOptions options) =>
        FusionMerging.FindUnits(members) is { } units && FusionCost.ProductsAreSmaller(members.Count, units, width, options)
            ? new PrunedHead(width, members.Count, units, options)
            : null;

    /// <summary>Copies the products of a head with the members that are kept.</summary>
    public void CopyFrom(FusionHead head, IReadOnlyList<FusionMember> members)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        using var merged = FusionMerging.Merge(members);
        var products = FusionProducts.Compute(head, merged);
        keys?.weight.copy_(products.Keys!);
        keys?.bias!.copy_(products.KeyBias!);
        values?.weight.copy_(products.Values);
        value?.weight.copy_(head.Value!.weight);
        value?.bias?.copy_(head.Value!.bias!);
    }

    /// <summary>The fusion at the site, over copies of the members' current weights.</summary>
    public SiteStep Fold(IReadOnlyList<FusionMember> members, Site site, IFusionProbe? probe)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        using var merged = FusionMerging.Merge(members);
        return new FoldedFusion(
            options, ComputeProducts(merged), value, merged, members[0].Placement, FusionReport.Create(probe, site, members));
    }

    private FusionProducts ComputeProducts(MergedBottlenecks merged)
    {
        var up = merged.Up.view(merged.Up.size(0), -1);
        return new(keys?.weight, keys?.bias, values?.weight ?? value?.weight.matmul(up) ?? up);
    }
}
