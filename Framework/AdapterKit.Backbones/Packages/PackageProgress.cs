namespace AdapterKit.Backbones;

/// <summary>What <see cref="PackageCache.Fetch"/> is doing.</summary>
public enum PackagePhase
{
    /// <summary>Another process is fetching the same package; its result will be used.</summary>
    Waiting,

    /// <summary>The npm client is downloading the tarball.</summary>
    Downloading,

    /// <summary>The hash of the tarball is being compared with the pinned one.</summary>
    Verifying,

    /// <summary>The tarball is being unpacked.</summary>
    Unpacking,
}

/// <summary>A report from <see cref="PackageCache.Fetch"/>. A package that is in the cache already makes none.</summary>
/// <param name="Package">The package that is being fetched.</param>
/// <param name="Phase">The step under way.</param>
/// <param name="Fraction">How much of the step is done, 0 to 1; null where that is not known.</param>
public sealed record PackageProgress(NpmPackage Package, PackagePhase Phase, double? Fraction = null);
