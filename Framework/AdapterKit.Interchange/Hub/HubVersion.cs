namespace AdapterKit.Interchange;

/// <summary>The version of the library that wrote a folder, on which the meaning of some fields depends.</summary>
/// <param name="text">The field <c>version</c>; null in files of 2020.</param>
internal readonly struct HubVersion(string? text)
{
    private const string Library = "adapters.";

    /// <summary>Whether it is so old that <c>gelu</c> means its approximation.</summary>
    public bool IsOfFirstYear => text is null;

    /// <summary>
    /// Whether it scaled LoRA by 1 whatever the configuration says: <c>adapters</c> before 1.1, but not adapter-transformers before it.
    /// </summary>
    public bool IgnoresAlpha =>
        text?.StartsWith(Library, StringComparison.Ordinal) == true
        && Version.TryParse(text[Library.Length..].Split('-', '+')[0].Replace(".dev0", "", StringComparison.Ordinal), out var version)
        && version < new Version(1, 1);
}
