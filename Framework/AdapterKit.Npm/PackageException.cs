namespace AdapterKit.Npm;

/// <summary>A package could not be fetched; the message says why and what to do.</summary>
/// <param name="message">What went wrong and what to do.</param>
/// <param name="inner">The cause.</param>
public class PackageException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The <c>npm</c> client is not installed, and the package is not in the cache yet.</summary>
/// <param name="message">What to install.</param>
public sealed class NpmMissingException(string message) : PackageException(message);

/// <summary>A downloaded tarball does not have the pinned hash.</summary>
/// <param name="message">Both hashes and what to do.</param>
public sealed class PackageIntegrityException(string message) : PackageException(message);
