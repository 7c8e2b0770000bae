namespace AdapterKit;

/// <summary>Observes the attention weights of fusions, in every call of a plan that was compiled with it.</summary>
public interface IFusionProbe
{
    /// <summary>Receives the attention weights of one site in one call.</summary>
    /// <param name="site">The site.</param>
    /// <param name="members">The members that have an adapter there, in the order of the weights.</param>
    /// <param name="weights"><c>[batch, tokens, members]</c>, non-negative, summing to 1; borrowed for the duration of this call.</param>
    void Record(Site site, IReadOnlyList<Setup> members, Tensor weights);
}
