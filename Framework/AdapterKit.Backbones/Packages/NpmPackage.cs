using System.Text.RegularExpressions;

namespace AdapterKit.Backbones;

/// <summary>One npm package, pinned to the bytes of its tarball.</summary>
/// <remarks>The version is exact and the tarball is checked against <see cref="Integrity"/>, so that every machine gets the same bytes.</remarks>
public sealed partial record NpmPackage
{
    /// <summary>Pins a package.</summary>
    /// <param name="name">Name with its scope: <c>@scope/name</c> or <c>name</c>.</param>
    /// <param name="version">Exact version, never a range or a tag.</param>
    /// <param name="integrity">Subresource integrity of the tarball: <c>sha512-</c> and 88 characters of base64.</param>
    /// <exception cref="ArgumentException">One of the three does not have the form above.</exception>
    public NpmPackage(string name, string version, string integrity)
    {
        Name = Matched(NameForm(), name, nameof(name), "a package name such as @scope/name");
        Version = Matched(VersionForm(), version, nameof(version), "an exact version such as 1.2.3");
        Integrity = Matched(IntegrityForm(), integrity, nameof(integrity), "sha512- and 88 characters of base64");
    }

    /// <summary>Name with its scope.</summary>
    public string Name { get; }

    /// <summary>Exact version.</summary>
    public string Version { get; }

    /// <summary><c>sha512-…</c> of the tarball, in base64.</summary>
    public string Integrity { get; }

    /// <summary>How a user names a folder with the unpacked package instead, for error messages: <c>--backbone or ADAPTERKIT_BACKBONE</c>.</summary>
    public string? FolderOption { get; init; }

    /// <summary><c>name@version</c>, as npm writes it.</summary>
    public override string ToString() => $"{Name}@{Version}";

    internal string FolderName => ToString().Replace('/', '+');

    internal string FolderHint => FolderOption is null ? "" : $", or unpack {this} yourself and pass its folder with {FolderOption}";

    // These reach a command line and a path, so nothing that either could read as more than a name may pass.
    private static string Matched(Regex form, string value, string parameter, string expected)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        return form.IsMatch(value) ? value : throw new ArgumentException($"\"{value}\" is not {expected}.", parameter);
    }

    [GeneratedRegex(@"^(@[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\.[0-9]+([.+-][0-9A-Za-z.+-]+)?\z")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"^sha512-[A-Za-z0-9+/]{86}==\z")]
    private static partial Regex IntegrityForm();
}
