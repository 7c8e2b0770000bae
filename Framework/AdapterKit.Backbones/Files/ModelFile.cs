namespace AdapterKit.Backbones;

/// <summary>A file of a <see cref="ModelPackage"/>, pinned to its content.</summary>
/// <param name="Path">The path in the package, with forward slashes.</param>
/// <param name="Hash"><c>sha256:…</c> of the bytes.</param>
public sealed record ModelFile(string Path, string Hash);
