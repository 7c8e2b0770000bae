namespace AdapterKit;

/// <summary>The version of the contract between plugins and hosts: this assembly's public surface.</summary>
/// <remarks>
/// A plugin carries the version it was compiled against in its metadata. A host takes a plugin of the same major
/// version whose minor version is not above its own.
/// </remarks>
public static class Contract
{
    /// <summary><c>major.minor</c>.</summary>
    public const string Version = "5.0";
}
