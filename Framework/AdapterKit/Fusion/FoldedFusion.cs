using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>A fusion of frozen bottlenecks under frozen projections: what inference runs.</summary>
/// <remarks>
/// With <c>z_n = U_n a_n</c> the score <c>q·W_k z_n</c> is <c>(G_n x)·a_n</c> for <c>G_n = U_nᵀ W_kᵀ W_q</c>, and the value
/// <c>W_v z_n</c> is <c>V_n a_n</c> for <c>V_n = W_v U_n</c>. All <c>D_n</c> and <c>G_n</c> make one product, all <c>V_n</c>
/// another; no product of width × width is left. It holds copies of all that it needs: neither the members nor the head
/// have to stay in memory.
/// </remarks>
internal sealed class FoldedFusion : SiteStep
{
    private readonly AdapterPlacement placement;
    private readonly Activation activation;
    private readonly Action<Tensor>? attended;
    private readonly bool asksApart;
    private readonly bool replaces;
    private readonly bool asks;
    private readonly int members;
    private readonly int units;
    private readonly Tensor entry;
    private readonly Tensor entryBias;
    private readonly Tensor mixing;
    private readonly Tensor? value;
    private readonly Tensor? valueBias;

    /// <param name="options">How the members are mixed.</param>
    /// <param name="products">The head over these members; copied.</param>
    /// <param name="value"><c>W_v</c>, for what is carried through it beside the members; copied.</param>
    /// <param name="merged">The members; copied.</param>
    /// <param name="placement">Where they stand.</param>
    /// <param name="attended">Told the weights.</param>
    public FoldedFusion(
        FusionOptions options, FusionProducts products, Linear? value, MergedBottlenecks merged, AdapterPlacement placement, Action<Tensor>? attended)
    {
        (this.placement, this.attended) = (placement, attended);
        (members, units, activation) = (merged.Members, merged.Units, merged.Activation);
        asksApart = options.AsksApart(placement);
        replaces = options.Replaces;
        asks = products.Questions is not null;
        if (replaces)
            (this.value, valueBias) = (value?.weight.clone().DetachFromDisposeScope(), value?.bias?.clone().DetachFromDisposeScope());

        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var (down, bias) = (merged.Down.view(Width, -1), merged.DownBias.view(-1));
        entry = (asks ? cat([down, products.Questions!]) : down.clone()).DetachFromDisposeScope();
        entryBias = (asks ? cat([bias, products.QuestionBias!]) : bias.clone()).DetachFromDisposeScope();
        mixing = products.Values.t().contiguous().DetachFromDisposeScope();
    }

    private FoldedFusion(FoldedFusion other)
    {
        (placement, attended, members, units, activation) = (other.placement, other.attended, other.members, other.units, other.activation);
        (asksApart, replaces, asks) = (other.asksApart, other.replaces, other.asks);
        (entry, entryBias, mixing) = (Share(other.entry), Share(other.entryBias), Share(other.mixing));
        (value, valueBias) = (other.value is null ? null : Share(other.value), other.valueBias is null ? null : Share(other.valueBias));
    }

    public override bool FollowsNorm => placement == AdapterPlacement.AfterNorm;

    private int Width => members * units;

    public override Tensor Change(SiteInput site) => Take(replaces ? site.H.alias() : site.H.clone(), site with { Residual = null });

    public override Tensor Take(Tensor sum, SiteInput site)
    {
        using var scope = NewDisposeScope();
        var mixed = Mix(site);
        if (!replaces)
        {
            AddTo(sum, mixed);
            return sum;
        }

        var carried = value is null ? site.H.clone() : functional.linear(site.H, value, valueBias);
        AddTo(carried, mixed);
        if (site.Residual is not null)
            carried.add_(site.Residual);

        sum.Dispose();
        return carried.MoveToOuterDisposeScope();
    }

    public override SiteStep Fold() => new FoldedFusion(this);

    public override void Dispose()
    {
        entry.Dispose();
        entryBias.Dispose();
        mixing.Dispose();
        value?.Dispose();
        valueBias?.Dispose();
    }

    private static Tensor Share(Tensor tensor) => tensor.alias().DetachFromDisposeScope();

    private void AddTo(Tensor owned, Tensor mixed)
    {
        if (owned.is_contiguous())
            owned.view(-1, owned.size(-1)).addmm_(mixed, mixing);
        else
            owned.add_(mixed.matmul(mixing).view(owned.shape));
    }

    // [tokens of all texts, members · units]: every unit times its member's weight.
    private Tensor Mix(SiteInput site)
    {
        var x = site.For(placement);
        if (!asks)
        {
            attended?.Invoke(ones([.. x.shape[..^1], 1], dtype: x.dtype, device: x.device));
            return activation.Apply(functional.linear(x, entry, entryBias)).view(-1, Width);
        }

        var (reduced, questions) = asksApart ? EnterApart(x, site.H) : Enter(x);
        var activated = activation.Apply(reduced).view(-1, members, units);
        var weights = (activated * questions.view(-1, members, units)).sum(-1).softmax(-1);
        attended?.Invoke(weights.view([.. x.shape[..^1], members]));
        return activated.mul_(weights.unsqueeze(-1)).view(-1, Width);
    }

    private (Tensor Reduced, Tensor Questions) Enter(Tensor x)
    {
        var both = functional.linear(x, entry, entryBias).view(-1, 2 * Width);
        return (both.narrow(1, 0, Width), both.narrow(1, Width, Width));
    }

    private (Tensor Reduced, Tensor Questions) EnterApart(Tensor x, Tensor asking)
    {
        var reduced = functional.linear(x, entry.narrow(0, 0, Width), entryBias.narrow(0, 0, Width));
        var questions = functional.linear(asking, entry.narrow(0, Width, Width), entryBias.narrow(0, Width, Width));
        return (reduced.view(-1, Width), questions.view(-1, Width));
    }
}
