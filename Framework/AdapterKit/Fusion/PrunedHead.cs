using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>A head that was multiplied out over the few members left at its site: for inference alone, and much smaller than <see cref="FusionHead"/>.</summary>
/// <remarks>What follows from the members is not stored. Under the numerics that carry the residual through <c>W_v</c>, that stays whole.</remarks>
internal sealed class PrunedHead : nn.Module
{
    private readonly FusionOptions options;
    private readonly Linear? questions;
    private readonly Linear? values;
    private readonly Linear? value;

    private PrunedHead(int width, int members, int units, FusionOptions options)
        : base(nameof(PrunedHead))
    {
        this.options = options;
        questions = members > 1 ? Linear(width, members * units) : null;
        values = options is { Value: true, Replaces: false } ? Linear(members * units, width, hasBias: false) : null;
        value = options is { Value: true, Replaces: true } ? Linear(width, width, hasBias: options.Numerics == FusionNumerics.ScaledDotProduct) : null;
        RegisterComponents();
        foreach (var parameter in parameters())
            parameter.requires_grad = false;
    }

    /// <summary>A head for the members left at a site; <see langword="null"/> where projections of its own are no larger, or a member has no bottleneck form.</summary>
    public static PrunedHead? TryCreate(int width, IReadOnlyList<FusionMember> members, FusionOptions options) =>
        MergedBottlenecks.UnitsOf(members) is { } units && FusionCost.MultiplyingOutPays(members.Count, units, width, options)
            ? new PrunedHead(width, members.Count, units, options)
            : null;

    /// <summary>Takes over what a head is over the members that are left.</summary>
    public void CopyFrom(FusionHead head, IReadOnlyList<FusionMember> members)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        using var merged = MergedBottlenecks.Of(members);
        var products = FusionProducts.Of(head, merged);
        questions?.weight.copy_(products.Questions!);
        questions?.bias!.copy_(products.QuestionBias!);
        values?.weight.copy_(products.Values);
        value?.weight.copy_(head.Value!.weight);
        value?.bias?.copy_(head.Value!.bias!);
    }

    /// <summary>The fusion at the site, over copies of the members as they are now.</summary>
    public SiteStep Place(IReadOnlyList<FusionMember> members, Site site, IFusionProbe? probe)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        using var merged = MergedBottlenecks.Of(members);
        Setup[] names = [.. members.Select(member => member.Name)];
        Action<Tensor>? attended = probe is null ? null : weights => probe.Record(site, names, weights);
        return new FoldedFusion(options, Products(merged), value, merged, members[0].Placement, attended);
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        if (questions is not null)
            register_module(nameof(questions), questions);
        if (values is not null)
            register_module(nameof(values), values);
        if (value is not null)
            register_module(nameof(value), value);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        Components.Move(this, dtype, device, non_blocking);

    private FusionProducts Products(MergedBottlenecks merged)
    {
        var up = merged.Up.view(merged.Up.size(0), -1);
        var mixing = values?.weight ?? (value is null ? up : value.weight.matmul(up));
        return new(questions?.weight, questions?.bias, mixing);
    }
}
