using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>The section <c>AdapterKit</c> of the configuration.</summary>
internal sealed class ServerOptions
{
    public const string Section = "AdapterKit";

    /// <summary>
    /// A published backbone, one that a plugin offers, or a directory with one; without a value, snowflake-arctic-embed-xs. What is
    /// published is fetched once.
    /// </summary>
    public string? Backbone { get; set; }

    /// <summary>The directories with one subdirectory per plugin; without a value, the plugins that come with the server.</summary>
    public IList<string> Plugins { get; } = [];

    /// <summary>The <c>sha256:…</c> of each <c>plugin.json</c> that may run; without a value, all of them.</summary>
    public IList<string> AllowedManifests { get; } = [];

    /// <summary>How often to look for changed plugins; never, without a value.</summary>
    public TimeSpan? WatchInterval { get; set; }

    /// <summary>Where HTTP/2 is spoken without TLS, for gRPC, such as <c>http://127.0.0.1:5082</c>; nowhere, without a value.</summary>
    public string? GrpcUrl { get; set; }

    /// <summary>The number of threads that compute; one for each core, without a value.</summary>
    public int? Threads { get; set; }

    /// <summary>The maximum number of rows in one request: texts, each with one task.</summary>
    public int MaxRowsPerRequest { get; set; } = 1024;

    /// <summary>The maximum number of new tokens of a text that a task writes.</summary>
    public int MaxNewTokens { get; set; } = 2048;

    /// <summary>The maximum number of beams of a text that a task writes.</summary>
    public int MaxBeams { get; set; } = 8;

    /// <summary>The maximum size of a request's body, in bytes.</summary>
    public long MaxBodyBytes { get; set; } = 4 << 20;

    /// <summary>How long the server may take to answer what it has accepted when it stops.</summary>
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How passes are formed, and what is accepted.</summary>
    public DispatcherOptions Dispatcher { get; set; } = new();

    /// <summary>Who may ask; without any, whoever is on this machine.</summary>
    public IList<KeyOptions> Keys { get; } = [];

    /// <summary>The administration, on a port of its own.</summary>
    public AdminOptions Admin { get; set; } = new();
}
