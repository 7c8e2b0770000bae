using AdapterKit.Backbones;
using AdapterKit.Cli.Invocations;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>The environment variables of a case. All that the command writes stays in the directory of the case.</summary>
internal sealed class FuzzEnvironment
{
    private readonly Dictionary<string, string?> variables;

    public FuzzEnvironment(Dice dice, FuzzPaths files)
    {
        variables = new Dictionary<string, string?>
        {
            // Without npm on the path nothing is downloaded.
            ["PATH"] = "",
            ["HOME"] = files.PathOf("home"),
            ["XDG_CACHE_HOME"] = dice.Pick(files.PathOf("cache"), files.PickOutput()),
            ["XDG_DATA_HOME"] = dice.Pick(files.PathOf("data"), files.PickOutput()),
            ["ADAPTERKIT_CACHE"] = dice.Chance(0.7) ? null : files.PickOutput(),
            [PluginDirectories.Variable] = dice.Chance(0.5) ? null : string.Join(Path.PathSeparator, files.PickPlugins(), files.PickPath()),
            [BackboneCatalog.DirectoryVariable] = dice.Chance(0.95) ? null : files.PickBackbone(),
            ["NO_COLOR"] = dice.Pick(null, "", "1"),
            ["TERM"] = dice.Pick(null, "", "dumb", "xterm-256color", dice.Text(5)),
            ["COLUMNS"] = dice.Pick(null, "", "0", "1", "-5", "40", "99999999999", "x"),
            ["LINES"] = dice.Pick(null, "0", "x"),
        };
        foreach (var (name, value) in variables)
            variables[name] = value?.Replace("\0", "", StringComparison.Ordinal);
    }

    /// <summary>Sets the variables until the result is disposed of.</summary>
    public IDisposable Apply()
    {
        var before = variables.Keys.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        Set(variables);
        return new Restored(before);
    }

    public override string ToString() => string.Join(' ', variables.Where(entry => entry.Value is not null));

    private static void Set(IReadOnlyDictionary<string, string?> variables)
    {
        foreach (var (name, value) in variables)
            Environment.SetEnvironmentVariable(name, value);
    }

    private sealed class Restored(IReadOnlyDictionary<string, string?> before) : IDisposable
    {
        public void Dispose() => Set(before);
    }
}
