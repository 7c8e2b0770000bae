using System.Text.RegularExpressions;

namespace AdapterKit.Npm;

/// <summary>An npm package, pinned to the bytes of its tarball.</summary>
/// <remarks>
/// The version is exact and the tarball is checked against <see cref="Integrity"/>, so that every machine gets the same bytes.
/// </remarks>
public sealed partial record NpmPackage
{
    /// <summary>Pins a package.</summary>
    /// <param name="name">The name with its scope: <c>@scope/name</c> or <c>name</c>.</param>
    /// <param name="version">An exact version; ranges and tags are refused.</param>
    /// <param name="integrity">The subresource integrity of the tarball: <c>sha512-</c> and 88 characters of base64.</param>
    /// <exception cref="ArgumentException">An argument does not have the form above.</exception>
    public NpmPackage(string name, string version, string integrity)
    {
        Name = Require(NameForm(), name, nameof(name), "a package name such as @scope/name");
        Version = Require(VersionForm(), version, nameof(version), "an exact version such as 1.2.3");
        Integrity = Require(IntegrityForm(), integrity, nameof(integrity), "sha512- and 88 characters of base64");
    }

    /// <summary>The name with its scope.</summary>
    public string Name { get; }

    /// <summary>The exact version.</summary>
    public string Version { get; }

    /// <summary><c>sha512-…</c> of the tarball, in base64.</summary>
    public string Integrity { get; }

    /// <summary>How a user names a directory with the unpacked package instead, for error messages; null if there is no such way.</summary>
    public string? DirectoryOption { get; init; }

    /// <summary><c>name@version</c>, as npm writes it.</summary>
    public override string ToString() => $"{Name}@{Version}";

    internal string DirectoryName => ToString().Replace('/', '+');

    internal string DirectoryHint =>
        DirectoryOption is null ? "" : $", or unpack {this} yourself and pass its directory with {DirectoryOption}";

    // These values reach a command line and a path, so neither may be able to read more than a name into them.
    private static string Require(Regex form, string value, string parameter, string expected)
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
