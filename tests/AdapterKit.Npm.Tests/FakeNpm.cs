using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace AdapterKit.Npm.Tests;

/// <summary>A directory with a cache, a tarball, and a script in place of npm that "downloads" the tarball and records its calls.</summary>
internal sealed class FakeNpm : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("adapterkit-npm-").FullName;

    public FakeNpm(params (string Name, string Text)[] files)
        : this([.. files.Select(file => File(file.Name, file.Text))])
    {
    }

    public FakeNpm(IEnumerable<TarEntry> entries)
    {
        WriteTarball(entries);
        Script($"""sleep 0.2; echo "$@" >> '{Calls}'; cp '{Tarball}' ./it.tgz""");
        Package = new NpmPackage("@scope/thing", "1.2.3", PackageArchive.ComputeIntegrityAsync(Tarball).GetAwaiter().GetResult());
    }

    public NpmPackage Package { get; }

    public string CacheDirectory => Path.Combine(root, "cache directory");

    public string Tarball => Path.Combine(root, "source.tgz");

    public string Npm => Path.Combine(root, "npm");

    public PackageCache Cache => new(CacheDirectory, Npm);

    public int CallCount => System.IO.File.Exists(Calls) ? System.IO.File.ReadAllLines(Calls).Length : 0;

    public string Calls => Path.Combine(root, "calls");

    public static TarEntry File(string name, string text) => new PaxTarEntry(TarEntryType.RegularFile, name)
    {
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
    };

    public static TarEntry Link(TarEntryType type, string name, string target) => new PaxTarEntry(type, name) { LinkName = target };

    /// <summary>Replaces the script.</summary>
    public void Script(string body)
    {
        Skip.If(OperatingSystem.IsWindows(), "The script in place of npm is a shell script.");
        System.IO.File.WriteAllText(Npm, "#!/bin/sh\n" + body + "\n");
        if (!OperatingSystem.IsWindows())
            System.IO.File.SetUnixFileMode(Npm, (UnixFileMode)0b111_000_000);
    }

    /// <summary>The names of everything in the cache except lock files.</summary>
    public IEnumerable<string> Left() => Directory.EnumerateFileSystemEntries(CacheDirectory)
        .Select(path => Path.GetFileName(path)).Where(name => !name.EndsWith(".lock", StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void WriteTarball(IEnumerable<TarEntry> entries)
    {
        using var gzip = new GZipStream(System.IO.File.Create(Tarball), CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        foreach (var entry in entries)
            tar.WriteEntry(entry);
    }
}
