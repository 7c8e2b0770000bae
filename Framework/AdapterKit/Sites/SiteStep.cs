namespace AdapterKit;

/// <summary>A change to the hidden states at a site: by an adapter, or by a fusion of several.</summary>
internal abstract class SiteStep : IDisposable
{
    /// <summary>Whether the step acts on the site's result, after residual and norm.</summary>
    public abstract bool FollowsNorm { get; }

    /// <summary>Returns <see cref="SiteInput.H"/> with the change, as a new tensor.</summary>
    public abstract Tensor Apply(SiteInput site);

    /// <summary>Changes a sum, reusing its memory where possible. The caller must go on with the result alone.</summary>
    /// <param name="sum">The tensor of <see cref="SiteInput.Sum"/>; owned by the step from here on.</param>
    /// <param name="site">The tensors at the site.</param>
    public abstract Tensor ApplyInPlace(Tensor sum, SiteInput site);

    /// <summary>Releases the tensors that the step owns. The weights of the tasks are not among them.</summary>
    public abstract void Dispose();
}
