using AdapterKit.Testing;

namespace AdapterKit.Packages.Tests;

/// <summary>The repository's packages, and a directory outside the repository that uses them for the first time.</summary>
/// <remarks>
/// That directory has a package cache of its own, so that no package of an earlier run replaces one of this run. Packages of
/// others are linked from the user's cache: libtorch alone is half a gigabyte.
/// </remarks>
public sealed class PackedRepository : IDisposable
{
    private readonly TemporaryFolder directory = new();
    private readonly Terminal terminal;

    public PackedRepository()
    {
        terminal = new Terminal(new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = LinkedCache(),
            ["DOTNET_CLI_HOME"] = Create("home"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        });
        Dotnet(Repository.Root, "pack", "AdapterKit.slnx", "--configuration", Facts.Configuration, "--no-build", "--output", Packages);
        File.WriteAllText(
            Path.Combine(Projects, "nuget.config"),
            $"""<configuration><packageSources><add key="AdapterKit" value="{Packages}" /></packageSources></configuration>""");
    }

    /// <summary>The directory with the packages.</summary>
    public string Packages => Create("packages");

    /// <summary>The directory outside the repository, with a <c>nuget.config</c> that names <see cref="Packages"/>.</summary>
    public string Projects => Create("projects");

    /// <summary>Runs the .NET command.</summary>
    public string Dotnet(string workingDirectory, params IEnumerable<string> arguments) =>
        terminal.Run(workingDirectory, "dotnet", arguments);

    /// <summary>Creates a project from a template that is installed from its package.</summary>
    /// <returns>The project's directory.</returns>
    public string New(string template, string name, params string[] options)
    {
        if (!Directory.Exists(directory.PathOf("hive")))
            Dotnet(Projects, ["new", "install", Directory.GetFiles(Packages, "AdapterKit.Templates.*").Single(), .. Hive]);

        Dotnet(Projects, ["new", template, "--name", name, .. options, .. Hive]);
        return Path.Combine(Projects, name);
    }

    /// <summary>Restores and builds a project, with warnings as errors.</summary>
    public void Build(string project) => Dotnet(project, "build", "--configuration", "Release", "-warnaserror");

    /// <summary>Builds a project that cannot be built.</summary>
    /// <returns>The errors.</returns>
    public IReadOnlyList<string> FailToBuild(string project)
    {
        var (exitCode, output, _) = terminal.Try(project, "dotnet", ["build", "--configuration", "Release"]);
        Assert.NotEqual(0, exitCode);
        return [.. output.Split('\n').Where(line => line.Contains("error ", StringComparison.Ordinal)).Select(line => line.Trim())];
    }

    /// <summary>Runs a built program.</summary>
    /// <returns>Its output.</returns>
    public string Run(string project) => Dotnet(project, "run", "--configuration", "Release", "--no-build");

    /// <summary>Runs the command from the tool package.</summary>
    public string Adapterkit(string workingDirectory, params IEnumerable<string> arguments)
    {
        var tools = directory.PathOf("tools");
        if (!Directory.Exists(tools))
            Dotnet(Projects, "tool", "install", "AdapterKit.Cli", "--tool-path", tools);

        return terminal.Run(workingDirectory, Path.Combine(tools, "adapterkit"), arguments);
    }

    public void Dispose() => directory.Dispose();

    private string[] Hive => ["--debug:custom-hive", directory.PathOf("hive")];

    private string LinkedCache()
    {
        var cache = Create("cache");
        foreach (var package in Directory.GetDirectories(Facts.PackageCache))
        {
            var name = Path.GetFileName(package);
            if (!name.StartsWith("adapterkit", StringComparison.OrdinalIgnoreCase))
                Directory.CreateSymbolicLink(Path.Combine(cache, name), package);
        }

        return cache;
    }

    private string Create(string name) => Directory.CreateDirectory(directory.PathOf(name)).FullName;
}
