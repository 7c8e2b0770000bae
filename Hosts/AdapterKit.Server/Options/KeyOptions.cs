namespace AdapterKit.Server;

/// <summary>A key: who has it, what it opens, and how much.</summary>
internal sealed class KeyOptions
{
    /// <summary>Who has it; shares and limits are by name, so that a new key of the same name takes them over.</summary>
    public string Name { get; set; } = "";

    /// <summary>The <c>sha256:…</c> of the key, so that the configuration does not contain it.</summary>
    public string Hash { get; set; } = "";

    /// <summary>What it opens: <c>task:spam</c>, <c>task:*</c>, <c>embed</c>, <c>metrics</c>, <c>admin</c>.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>The tokens that it may use a second; unlimited, without a value.</summary>
    public int? TokensPerSecond { get; set; }

    /// <summary>The tokens that it may save up; ten seconds' worth, without a value.</summary>
    public int? Burst { get; set; }
}
