namespace AdapterKit;

/// <summary>Decides, call by call, how many of the first layers run without adapters (AdapterDrop, Rücklé et al. 2021, §3.2).</summary>
/// <remarks>Robustly trained tasks tolerate it best. Several threads may call a policy at once.</remarks>
public interface IDropPolicy
{
    /// <summary>Chooses how many of the first layers run without adapters.</summary>
    /// <param name="request">The call.</param>
    /// <returns>A number between 0 and <see cref="DropRequest.Layers"/>.</returns>
    int Choose(DropRequest request);

    /// <summary>Called with the elapsed time of each request.</summary>
    /// <param name="request">The call.</param>
    /// <param name="dropped">The number that was chosen for it.</param>
    /// <param name="elapsed">The time of its pass, the choice included.</param>
    void Observe(DropRequest request, int dropped, TimeSpan elapsed)
    {
    }
}
