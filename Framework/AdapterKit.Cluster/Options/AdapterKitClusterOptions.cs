using System.Net;

namespace AdapterKit.Cluster;

/// <summary>How a process takes part in a cluster.</summary>
public sealed class AdapterKitClusterOptions
{
    /// <summary>The name of the cluster: processes of one name, and with one Redis, find one another.</summary>
    public string ClusterId { get; set; } = "adapterkit";

    /// <summary>
    /// The address of a Redis server, such as <c>127.0.0.1:6379</c>, which knows the members of the cluster and the weights that tasks
    /// shall have. Without a value the members are known to one of them alone, on this machine: for development.
    /// </summary>
    public string? Redis { get; set; }

    /// <summary>The address at which the other silos reach this one; this machine alone by default.</summary>
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port at which the other silos reach this one. It has no keys: let nobody but silos reach it.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The <see cref="SiloPort"/> of the silo that knows the members, where there is no <see cref="Redis"/>.</summary>
    public int PrimaryPort { get; set; } = 11111;

    /// <summary>How often a silo reports its tasks and its load, and learns those of the others; 2 seconds by default.</summary>
    public TimeSpan ReportInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long rows may take that name no time of their own; that of the dispatcher, 10 seconds, by default.</summary>
    public TimeSpan DefaultTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Takes tokens from what a key may use, for rows and texts that come from another silo, and returns how long it must wait if it has
    /// none left; <see langword="null"/> by default, for no limit.
    /// </summary>
    public Func<string, int, TimeSpan?>? Charge { get; set; }

    /// <summary>Where the weights lie that silos share; without a value, each silo keeps those that it has.</summary>
    public IBlobStore? Blobs { get; set; }

    /// <summary>Serves other weights of a task: its id, the hash of the archive, and its content, which is yet to be verified.</summary>
    public Func<string, string, Stream, CancellationToken, Task>? ApplyWeights { get; set; }
}
