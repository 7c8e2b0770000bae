namespace AdapterKit.Hosting;

/// <summary>Keeps to a plugin's folder: no path leads out of it, and no link is followed.</summary>
internal static class PluginPaths
{
    private static readonly EnumerationOptions Everything =
        new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false, RecurseSubdirectories = false };

    /// <summary>The full path of a file or folder of a plugin.</summary>
    /// <param name="folder">The plugin's folder.</param>
    /// <param name="path">A relative path with <c>/</c>, as <c>plugin.json</c> has them.</param>
    /// <exception cref="PluginRefusedException">The path is not canonical, or goes through a link.</exception>
    public static string Resolve(string folder, string path)
    {
        var full = folder;
        foreach (var name in path.Split('/'))
        {
            if (name is "" or "." or ".." || name.AsSpan().ContainsAny(['\\', ':', '\0']))
                throw Unsafe(folder, path, "is not a plain path inside the plugin's folder");
            full = Path.Combine(full, name);
            if (IsLink(full))
                throw Unsafe(folder, path, "goes through a link");
        }
        return full;
    }

    /// <summary>All files in the folder, hidden ones included.</summary>
    /// <exception cref="PluginRefusedException">There is a link among them, to a file or to a folder.</exception>
    public static IEnumerable<FileInfo> Files(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything))
        {
            RefuseLink(entry.FullName);
            foreach (var file in entry is FileInfo only ? [only] : Files(entry.FullName))
                yield return file;
        }
    }

    public static void RefuseLink(string path)
    {
        if (IsLink(path))
            throw new PluginRefusedException(PluginState.PathUnsafe, $"{path} is a link. Copy the plugin's folder itself, with no links in it.");
    }

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    private static PluginRefusedException Unsafe(string folder, string path, string problem) => new(
        PluginState.PathUnsafe,
        $"{Path.Combine(folder, PluginManifest.FileName)}: '{path}' {problem}. Do not use this plugin unless you know where it comes from; build it again.");
}
