namespace AdapterKit;

/// <summary>Decides, call by call, how many of the lowest layers go without adapters (AdapterDrop, Rücklé et al. 2021, §3.2).</summary>
/// <remarks>Tasks trained for a varying number of layers bear it best. A policy may be asked by several threads at once.</remarks>
public interface IDropPolicy
{
    /// <summary>How many of the lowest layers go without adapters in a call.</summary>
    /// <param name="request">The call.</param>
    /// <returns>Between 0 and <see cref="DropRequest.Layers"/>.</returns>
    int Choose(DropRequest request);

    /// <summary>Is told what a call took.</summary>
    /// <param name="request">The call.</param>
    /// <param name="dropped">What was chosen for it.</param>
    /// <param name="elapsed">How long its pass took, the choice included.</param>
    void Observe(DropRequest request, int dropped, TimeSpan elapsed)
    {
    }
}
