namespace AdapterKit.Npm;

/// <summary>Finds the directory that fetched packages are kept in.</summary>
internal static class CacheLocation
{
    public const string Variable = "ADAPTERKIT_CACHE";

    public static string Find() => Find(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(OperatingSystem.IsWindows()
            ? Environment.SpecialFolder.LocalApplicationData
            : Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows());

    public static string Find(Func<string, string?> variable, string home, bool windows)
    {
        if (variable(Variable) is { Length: > 0 } chosen)
            return Path.GetFullPath(chosen);

        // The XDG specification requires a relative path to be ignored.
        if (!windows && variable("XDG_CACHE_HOME") is { } xdg && Path.IsPathRooted(xdg))
            return Path.Combine(xdg, "adapterkit");

        if (home.Length == 0)
            throw new PackageException($"This user has no home directory for downloads. Set {Variable} to a writable directory.");

        return windows ? Path.Combine(home, "adapterkit") : Path.Combine(home, ".cache", "adapterkit");
    }
}
