namespace AdapterKit;

/// <summary>A member of a fusion at one site: an adapter, or a stack of several.</summary>
/// <param name="Name">The member as the setup names it.</param>
/// <param name="Stack">Its adapters at the site, at least one.</param>
internal sealed record FusionMember(Setup Name, IReadOnlyList<PlacedAdapter> Stack)
{
    public AdapterPlacement Placement => Stack[^1].Placement;

    /// <summary>The member's adapter, if it is a single one of bottleneck form.</summary>
    public IBottleneck? Bottleneck => Stack is [{ Adapter: IBottleneck bottleneck }] ? bottleneck : null;

    /// <summary>Whether none of its weights is trained.</summary>
    public bool IsFrozen => Stack.SelectMany(placed => placed.Adapter.parameters()).All(weight => !weight.requires_grad);

    /// <summary>Computes <c>z = Δ(x)</c> of the topmost adapter into a new tensor; those below it change what it reads.</summary>
    /// <remarks>
    /// A stack starts from the same input as the other members, as in AdapterHub: with Pfeiffer's placement the norm is applied to it once
    /// more.
    /// </remarks>
    public Tensor Delta(SiteInput site)
    {
        if (Stack is [var only])
            return only.Delta(site);

        using var x = site.GetAdapterInput(Placement);
        using var sum = site.Residual is null ? x.alias() : x + site.Residual;
        return Delta(site with { H = x, Sum = sum }, next: 0);
    }

    private Tensor Delta(SiteInput site, int next)
    {
        if (next == Stack.Count - 1)
            return Stack[next].Delta(site);

        using var changed = Stack[next].Apply(site);
        using var sum = site.Residual is null ? changed.alias() : changed + site.Residual;
        return Delta(site with { H = changed, Sum = sum }, next + 1);
    }
}
