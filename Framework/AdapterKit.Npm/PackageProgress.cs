namespace AdapterKit.Npm;

/// <summary>A step of <see cref="PackageCache.FetchAsync"/>.</summary>
public enum PackagePhase
{
    /// <summary>Waits for another process or thread that is fetching the same package; its result will be used.</summary>
    Waiting,

    /// <summary>Downloads the tarball with the npm client.</summary>
    Downloading,

    /// <summary>Compares the hash of the tarball with the pinned one.</summary>
    Verifying,

    /// <summary>Unpacks the tarball.</summary>
    Unpacking,
}

/// <summary>A progress report of <see cref="PackageCache.FetchAsync"/>. A package that is already in the cache produces none.</summary>
/// <param name="Package">The package that is being fetched.</param>
/// <param name="Phase">The current step.</param>
/// <param name="Fraction">The completed share of the step, 0 to 1; null if it is unknown.</param>
public sealed record PackageProgress(NpmPackage Package, PackagePhase Phase, double? Fraction = null);
