namespace AdapterKit.Backbones;

/// <summary>Where a <see cref="ModelPackage"/> is published.</summary>
public enum PackageRegistry
{
    /// <summary>The registry of npm.</summary>
    Npm,

    /// <summary>The NuGet gallery.</summary>
    NuGet,
}
