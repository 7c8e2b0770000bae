using AdapterKit.Testing;

namespace AdapterKit.Packages.Tests;

/// <summary>The repository's packages, and a place outside it where they are used for the first time.</summary>
/// <remarks>
/// The package cache of that place is its own, so that no package of an earlier run stands in for one of this. What comes
/// from elsewhere is linked into it from the user's cache: libtorch alone is half a gigabyte.
/// </remarks>
public sealed class PackedRepository : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Terminal terminal;

    public PackedRepository()
    {
        terminal = new Terminal(new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = LinkedCache(),
            ["DOTNET_CLI_HOME"] = Made("home"),
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        });
        Dotnet(Repository.Root, "pack", "AdapterKit.slnx", "--configuration", Facts.Configuration, "--no-build", "--output", Packages);
        File.WriteAllText(
            Path.Combine(Projects, "nuget.config"),
            $"""<configuration><packageSources><add key="AdapterKit" value="{Packages}" /></packageSources></configuration>""");
    }

    /// <summary>The folder with the packages.</summary>
    public string Packages => Made("packages");

    /// <summary>The folder outside the repository, with a <c>nuget.config</c> that names <see cref="Packages"/>.</summary>
    public string Projects => Made("projects");

    /// <summary>Runs the .NET command.</summary>
    public string Dotnet(string workingFolder, params IEnumerable<string> arguments) => terminal.Run(workingFolder, "dotnet", arguments);

    /// <summary>Makes a project from a template that was installed from its package.</summary>
    /// <returns>The project's folder.</returns>
    public string New(string template, string name)
    {
        if (!Directory.Exists(folder.PathOf("hive")))
            Dotnet(Projects, ["new", "install", Directory.GetFiles(Packages, "AdapterKit.Templates.*").Single(), .. Hive]);

        Dotnet(Projects, ["new", template, "--name", name, .. Hive]);
        return Path.Combine(Projects, name);
    }

    /// <summary>Restores and builds a project; a warning is an error.</summary>
    public void Build(string project) => Dotnet(project, "build", "--configuration", "Release", "-warnaserror");

    /// <summary>Runs a built program.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string project) => Dotnet(project, "run", "--configuration", "Release", "--no-build");

    /// <summary>Runs the command that comes with the tool package.</summary>
    public string Adapterkit(string workingFolder, params IEnumerable<string> arguments)
    {
        var tools = folder.PathOf("tools");
        if (!Directory.Exists(tools))
            Dotnet(Projects, "tool", "install", "AdapterKit.Cli", "--tool-path", tools);

        return terminal.Run(workingFolder, Path.Combine(tools, "adapterkit"), arguments);
    }

    public void Dispose() => folder.Dispose();

    private string[] Hive => ["--debug:custom-hive", folder.PathOf("hive")];

    private string LinkedCache()
    {
        var cache = Made("cache");
        foreach (var package in Directory.GetDirectories(Facts.PackageCache))
        {
            var name = Path.GetFileName(package);
            if (!name.StartsWith("adapterkit", StringComparison.OrdinalIgnoreCase))
                Directory.CreateSymbolicLink(Path.Combine(cache, name), package);
        }

        return cache;
    }

    private string Made(string name) => Directory.CreateDirectory(folder.PathOf(name)).FullName;
}
