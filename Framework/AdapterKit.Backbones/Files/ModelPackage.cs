namespace AdapterKit.Backbones;

/// <summary>A published package with the files of a pretrained model, pinned to its content.</summary>
/// <param name="Name">The published name, with its scope: <c>@scope/name</c>.</param>
/// <param name="Version">The exact version.</param>
/// <param name="Integrity">The subresource integrity of the published archive: <c>sha512-…</c> in base64.</param>
/// <param name="Files">The files that the model is loaded from.</param>
public sealed record ModelPackage(string Name, string Version, string Integrity, IReadOnlyList<ModelFile> Files)
{
    /// <summary>The registry that the package is published in.</summary>
    public PackageRegistry Registry { get; init; }

    /// <summary>What is known of the license of the weights, for the announcement of a download.</summary>
    public string? License { get; init; }

    /// <summary><c>name@version</c></summary>
    public override string ToString() => $"{Name}@{Version}";
}
