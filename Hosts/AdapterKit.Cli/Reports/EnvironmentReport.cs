namespace AdapterKit.Cli.Reports;

/// <summary>What the program runs on and where it looks.</summary>
/// <param name="Versions">The versions of the program and of what it builds on, by name.</param>
/// <param name="Threads">The number of threads of a batch.</param>
/// <param name="Device">The device that models run on.</param>
/// <param name="Devices">The devices that models can run on.</param>
/// <param name="Plugins">The directories with plugins.</param>
/// <param name="Caches">The directories with downloads and their sizes.</param>
/// <param name="Variables">The environment variables that the program reads; null for one that is not set.</param>
internal sealed record EnvironmentReport(
    IReadOnlyDictionary<string, string> Versions,
    int Threads,
    string Device,
    IReadOnlyList<string> Devices,
    IReadOnlyList<string> Plugins,
    IReadOnlyList<CacheReport> Caches,
    IReadOnlyDictionary<string, string?> Variables);

/// <summary>A directory with downloads.</summary>
/// <param name="Name">What it contains.</param>
/// <param name="Directory">Its path.</param>
/// <param name="Bytes">The size of its files; 0 if it does not exist.</param>
internal sealed record CacheReport(string Name, string Directory, long Bytes);
