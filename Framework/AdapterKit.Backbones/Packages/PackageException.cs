namespace AdapterKit.Backbones;

/// <summary>A package could not be fetched; the message says why and what to do.</summary>
public class PackageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The <c>npm</c> client is not installed, and the package is not in the cache yet.</summary>
public sealed class NpmMissingException(string message) : PackageException(message);

/// <summary>A fetched tarball is not the one that was pinned.</summary>
public sealed class PackageIntegrityException(string message) : PackageException(message);
