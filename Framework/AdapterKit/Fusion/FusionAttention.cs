namespace AdapterKit;

/// <summary>The attention weights of a fusion in one call, site by site.</summary>
/// <remarks>Owns the weights; dispose of it.</remarks>
public sealed class FusionAttention : IFusionProbe, IDisposable
{
    private readonly List<(Site Site, IReadOnlyList<Setup> Members, Tensor Weights)> sites = [];

    /// <summary>The number of layers that read the text itself; those above read what the decoder of an encoder-decoder does.</summary>
    internal int SourceLayers { get; init; } = int.MaxValue;

    /// <summary>The sites of the fusion, in the order in which the call reached them.</summary>
    public IReadOnlyList<Site> Sites => [.. sites.Select(entry => entry.Site)];

    /// <summary>The attention weights of one member.</summary>
    /// <param name="member">A member of the fusion.</param>
    public MemberAttention this[Setup member] => new(this, member);

    /// <summary>Returns the attention weights of a member at a site.</summary>
    /// <param name="site">The site.</param>
    /// <param name="member">A member of the fusion.</param>
    /// <returns>
    /// <c>[batch, tokens]</c>, owned by the caller, with the tokens that the decoder reads in the decoder of an encoder-decoder;
    /// <see langword="null"/> if the member has no adapter at the site.
    /// </returns>
    public Tensor? At(Site site, Setup member)
    {
        var (_, members, weights) = sites.Find(entry => entry.Site == site);
        var index = members?.Index().Where(entry => entry.Item == member).Select(entry => entry.Index).FirstOrDefault(-1) ?? -1;
        return index < 0 ? null : weights.select(-1, index);
    }

    /// <summary>Releases the weights.</summary>
    public void Dispose()
    {
        foreach (var (_, _, weights) in sites)
            weights.Dispose();

        sites.Clear();
    }

    void IFusionProbe.Record(Site site, IReadOnlyList<Setup> members, Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        sites.Add((site, members, weights.clone().DetachFromDisposeScope()));
    }
}

/// <summary>The attention weights of one member of a fusion in one call.</summary>
/// <param name="attention">All weights of the call.</param>
/// <param name="member">The member.</param>
public readonly struct MemberAttention(FusionAttention attention, Setup member)
{
    /// <summary>Returns its weights at a site, <c>[batch, tokens]</c>; <see langword="null"/> if it has no adapter there.</summary>
    /// <param name="site">A site of the backbone.</param>
    public Tensor? At(Site site) => attention.At(site, member);

    /// <summary>Computes its mean weight over sites, texts and tokens, between 0 and 1; sites without it count as 0.</summary>
    /// <param name="batch">The tokens of the call; padding does not count.</param>
    public double Mean(TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var (all, own) = (attention, member);
        return attention.Sites.Average(site => all.At(site, own) is { } weights
            ? weights[(site.Layer < all.SourceLayers ? batch : batch.Output).Mask].mean().ToDouble()
            : 0);
    }
}
