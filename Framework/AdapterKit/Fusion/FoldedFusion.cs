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
    private readonly Action<Tensor>? attended;
    private readonly bool asksApart;
    private readonly bool replaces;
    private readonly bool asks;
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
        (Placement, this.attended) = (placement, attended);
        (Members, Units, Activation) = (merged.Sources, merged.Units, merged.Activation);
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
        (Placement, attended, Members, Units, Activation) = (other.Placement, other.attended, other.Members, other.Units, other.Activation);
        (asksApart, replaces, asks) = (other.asksApart, other.replaces, other.asks);
        (entry, entryBias, mixing) = (Share(other.entry), Share(other.entryBias), Share(other.mixing));
        (value, valueBias) = (other.value is null ? null : Share(other.value), other.valueBias is null ? null : Share(other.valueBias));
    }

    public override bool FollowsNorm => Placement == AdapterPlacement.AfterNorm;

    public AdapterPlacement Placement { get; }

    public Activation Activation { get; }

    /// <summary>The adapters that were folded; which they were, for their weights have been copied.</summary>
    public IReadOnlyList<IBottleneck> Members { get; }

    /// <summary>The units of each member, with the one for its bias.</summary>
    public int Units { get; }

    private int Width => Members.Count * Units;

    public override Tensor Change(SiteInput site)
    {
        var start = replaces ? site.H.alias() : site.H.clone();
        using var scope = NewDisposeScope();
        return Add(Mix(site), start, site.H, residual: null);
    }

    public override Tensor Take(Tensor sum, SiteInput site)
    {
        using var scope = NewDisposeScope();
        return Add(Mix(site), sum, site.H, site.Residual);
    }

    /// <summary>As <see cref="Take(Tensor, SiteInput)"/>, where the members' units are known.</summary>
    /// <param name="sum">The tensor of <see cref="SiteInput.Sum"/>, taken over.</param>
    /// <param name="site">What there is at the site.</param>
    /// <param name="activated"><c>[tokens of all texts, members, units]</c>, taken over.</param>
    public Tensor TakeUnits(Tensor sum, SiteInput site, Tensor activated)
    {
        using var scope = NewDisposeScope();
        return Add(Mix(site, activated), sum, site.H, site.Residual);
    }

    /// <summary><c>D_n</c> and its bias, <c>[units, width]</c> and <c>[units]</c>: views of the fusion's own copies.</summary>
    /// <param name="member">The member's index.</param>
    public (Tensor Down, Tensor Bias) Entry(int member) => (entry.narrow(0, member * Units, Units), entryBias.narrow(0, member * Units, Units));

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

    // Takes the sum over, or makes another in its place that outlives the caller's scope.
    private Tensor Add(Tensor mixed, Tensor sum, Tensor h, Tensor? residual)
    {
        if (!replaces)
        {
            AddTo(sum, mixed);
            return sum;
        }

        var carried = value is null ? h.clone() : functional.linear(h, value, valueBias);
        AddTo(carried, mixed);
        if (residual is not null)
            carried.add_(residual);

        sum.Dispose();
        return carried.MoveToOuterDisposeScope();
    }

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
        var x = site.For(Placement);
        if (!asks)
            return Weigh(x, Activation.Apply(functional.linear(x, entry, entryBias)), questions: null);
        if (asksApart)
            return Weigh(x, Activation.Apply(functional.linear(x, entry.narrow(0, 0, Width), entryBias.narrow(0, 0, Width))), Ask(site.H));

        var both = functional.linear(x, entry, entryBias).view(-1, 2 * Width);
        return Weigh(x, Activation.Apply(both.narrow(1, 0, Width)), both.narrow(1, Width, Width));
    }

    private Tensor Mix(SiteInput site, Tensor activated)
    {
        var x = site.For(Placement);
        return Weigh(x, activated, asks ? Ask(asksApart ? site.H : x) : null);
    }

    private Tensor Ask(Tensor asking) => functional.linear(asking, entry.narrow(0, Width, Width), entryBias.narrow(0, Width, Width));

    private Tensor Weigh(Tensor x, Tensor activated, Tensor? questions)
    {
        long[] texts = x.shape[..^1];
        if (questions is null)
        {
            attended?.Invoke(ones([.. texts, 1], dtype: x.dtype, device: x.device));
            return activated.view(-1, Width);
        }

        var units = activated.view(-1, Members.Count, Units);
        var weights = (units * questions.view(units.shape)).sum(-1).softmax(-1);
        attended?.Invoke(weights.view([.. texts, Members.Count]));
        return units.mul_(weights.unsqueeze(-1)).view(-1, Width);
    }
}
