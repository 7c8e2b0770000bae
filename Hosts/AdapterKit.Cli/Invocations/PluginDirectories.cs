using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Invocations;

/// <summary>The directories that a command looks for plugins in.</summary>
internal static class PluginDirectories
{
    /// <summary>The environment variable with more directories, separated as in PATH.</summary>
    public const string Variable = "ADAPTERKIT_PLUGINS";

    /// <summary>The value of --plugins that stands for the directories without it.</summary>
    public const string Default = "default";

    /// <summary>The directory of the plugins that come with the program.</summary>
    public static string Shipped => Path.Combine(AppContext.BaseDirectory, "plugins");

    /// <summary>The directory of the plugins that this user added; null for a user without a home directory.</summary>
    public static string? OfUser
    {
        get
        {
            // On Unix this is XDG_DATA_HOME, or .local/share in the home directory.
            var data = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return data.Length == 0 ? null : Path.Combine(data, "adapterkit", "plugins");
        }
    }

    /// <summary>Returns the directories to look in: those that the command line names, else the default ones.</summary>
    /// <exception cref="InputException">A named directory does not exist, or is not one with plugins.</exception>
    public static IReadOnlyList<string> Resolve(IReadOnlyList<string> named) =>
        named.Count == 0 ? FindDefault() : [.. named.SelectMany(name => name == Default ? FindDefault() : [Require(name)]).Distinct()];

    private static IReadOnlyList<string> FindDefault()
    {
        var more = Environment.GetEnvironmentVariable(Variable) ?? "";
        string?[] all =
            [Shipped, OfUser, .. more.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        return [.. all.OfType<string>().Select(Normalize).Where(Directory.Exists).Distinct()];
    }

    private static string Require(string name)
    {
        if (File.Exists(name))
            throw new InputException($"--plugins {name}: this is a file. Name the directory that contains the plugins' directories.");

        if (!Directory.Exists(name))
            throw new InputException($"--plugins {name}: there is no such directory.");

        if (File.Exists(Path.Combine(name, "plugin.json")))
        {
            throw new InputException(
                $"--plugins {name}: this is the directory of a plugin. Name its parent, {Path.GetDirectoryName(Normalize(name))}.");
        }

        if (!Directory.EnumerateDirectories(name).Any() && Directory.EnumerateFiles(name, "*.dll").FirstOrDefault() is { } loose)
        {
            throw new InputException(
                $"--plugins {name}: {Path.GetFileName(loose)} lies loose there. A plugin is a directory of its own with a plugin.json, "
                + "as the build writes it.");
        }

        return Normalize(name);
    }

    // A directory that is named twice, with and without a slash at its end, is one directory.
    private static string Normalize(string name) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(name));
}
