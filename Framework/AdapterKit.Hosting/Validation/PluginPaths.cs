namespace AdapterKit.Hosting;

/// <summary>Keeps file access inside a plugin's directory: no path leads out of it, and no link is followed.</summary>
internal static class PluginPaths
{
    /// <summary>Hidden files too; what cannot be read is an error.</summary>
    public static readonly EnumerationOptions Everything =
        new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };

    /// <summary>Returns the full path of a file or directory of a plugin.</summary>
    /// <param name="directory">The plugin's directory.</param>
    /// <param name="path">A relative path with <c>/</c>, as written in <c>plugin.json</c>.</param>
    /// <exception cref="PluginRefusedException">The path is not canonical, or goes through a link.</exception>
    public static string Resolve(string directory, string path)
    {
        var full = directory;
        foreach (var name in path.Split('/'))
        {
            if (name is "" or "." or ".." || name.AsSpan().ContainsAny(['\\', ':', '\0']))
                throw Unsafe(directory, path, "is not a plain path inside the plugin's directory");

            full = Path.Combine(full, name);
            if (IsLink(full))
                throw Unsafe(directory, path, "goes through a link");
        }

        return full;
    }

    /// <summary>Enumerates all files in a directory and below, including hidden ones.</summary>
    /// <exception cref="PluginRefusedException">One of the entries is a link to a file or to a directory.</exception>
    public static IEnumerable<FileInfo> EnumerateFiles(string directory)
    {
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Everything))
        {
            RefuseLink(entry.FullName);
            foreach (var file in entry is FileInfo only ? [only] : EnumerateFiles(entry.FullName))
                yield return file;
        }
    }

    public static void RefuseLink(string path)
    {
        if (IsLink(path))
        {
            throw new PluginRefusedException(
                PluginState.PathUnsafe, $"{path} is a link. Copy the plugin's directory itself, without any links in it.");
        }
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static PluginRefusedException Unsafe(string directory, string path, string problem) => new(
        PluginState.PathUnsafe,
        $"{Path.Combine(directory, PluginManifest.FileName)}: '{path}' {problem}. "
        + "Do not use this plugin unless you know where it comes from; build it again.");
}
