namespace AdapterKit.Backbones.Tests;

/// <summary>A source that must not be used.</summary>
internal sealed class NoSource : IModelSource
{
    public Task<string> FetchAsync(ModelPackage package, CancellationToken cancellationToken = default) =>
        throw new InvalidOperationException($"{package} was asked for.");
}
