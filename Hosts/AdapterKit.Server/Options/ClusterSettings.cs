namespace AdapterKit.Server;

/// <summary>The section <c>Cluster</c>: without it the server is alone, and loads nothing of what a cluster needs.</summary>
internal sealed class ClusterSettings
{
    public const string Section = $"{ServerOptions.Section}:Cluster";

    /// <summary>The name of the cluster.</summary>
    public string Id { get; set; } = "adapterkit";

    /// <summary>A Redis server that knows the members; without a value, the server at <see cref="PrimaryPort"/> does.</summary>
    public string? Redis { get; set; }

    /// <summary>The address at which other servers reach this one; this machine alone, without a value.</summary>
    public string? Address { get; set; }

    /// <summary>The port at which other servers reach this one.</summary>
    public int Port { get; set; } = 11111;

    /// <summary>The port of the server that knows the members, where there is no <see cref="Redis"/>.</summary>
    public int PrimaryPort { get; set; } = 11111;

    /// <summary>A directory that all servers share, for the weights that are activated on one of them.</summary>
    public string? BlobDirectory { get; set; }
}
