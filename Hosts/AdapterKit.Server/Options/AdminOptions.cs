namespace AdapterKit.Server;

/// <summary>The administration.</summary>
internal sealed class AdminOptions
{
    /// <summary>Where it listens, such as <c>http://127.0.0.1:5081</c>; it is off without a value.</summary>
    public string? Url { get; set; }

    /// <summary>A file to which each act is added as a line of JSON; the log alone, without a value.</summary>
    public string? AuditFile { get; set; }

    /// <summary>A directory for weights that are sent; without a value, none are let in.</summary>
    public string? BundleDirectory { get; set; }

    /// <summary>The maximum size of what is sent, and of each file in it, in bytes.</summary>
    public long MaxBundleBytes { get; set; } = 64 << 20;
}
