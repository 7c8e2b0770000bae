namespace AdapterKit.Hosting;

/// <summary>
/// What a host would serve next: loaded and tested beside what it serves now, which nothing here changes. Dispose of it to discard it.
/// </summary>
/// <remarks>Thread safety: all members may be called from any thread.</remarks>
public sealed class StagedPlugins : IDisposable
{
    private readonly PluginHost host;
    private readonly Generation basis;
    private Generation? generation;

    internal StagedPlugins(PluginHost host, Generation basis, Generation generation)
    {
        (this.host, this.basis, this.generation) = (host, basis, generation);
        Plugins = generation.Plugins;
    }

    /// <summary>Every plugin with the state that it would have.</summary>
    public IReadOnlyList<PluginStatus> Plugins { get; }

    /// <summary>
    /// Serves these plugins from now on. What the host has served so far is released when the last lease on it ends.
    /// </summary>
    /// <exception cref="InvalidOperationException">It was activated or discarded before, or the host has changed since.</exception>
    /// <exception cref="ObjectDisposedException">The host was disposed of.</exception>
    public void Activate()
    {
        var staged = Interlocked.Exchange(ref generation, null)
            ?? throw new InvalidOperationException("These plugins were activated or discarded before. Stage them again.");
        if (host.TryPublish(basis, staged))
            return;

        staged.Retire();
        throw new InvalidOperationException("The host has changed since these plugins were staged. Stage them again.");
    }

    /// <summary>Releases the plugins, unless they were activated.</summary>
    public void Dispose() => Interlocked.Exchange(ref generation, null)?.Retire();
}
