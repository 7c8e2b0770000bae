namespace AdapterKit;

/// <summary>Is told, in every call of a plan that it was given to, how a fusion weighs its members.</summary>
public interface IFusionProbe
{
    /// <summary>Takes the weights of one site in one call.</summary>
    /// <param name="site">The site.</param>
    /// <param name="members">The members that have an adapter there, in the order of the weights.</param>
    /// <param name="weights"><c>[batch, tokens, members]</c>, non-negative, summing to 1; borrowed for the time of this call.</param>
    void Record(Site site, IReadOnlyList<Setup> members, Tensor weights);
}
