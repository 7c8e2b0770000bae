namespace AdapterKit.Backbones.Tests;

/// <summary>A source that has every package in one directory, and records what it is asked for.</summary>
internal sealed class DirectorySource(string directory) : IModelSource
{
    public List<ModelPackage> Fetched { get; } = [];

    public Task<string> FetchAsync(ModelPackage package, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Fetched.Add(package);
        return Task.FromResult(directory);
    }
}
