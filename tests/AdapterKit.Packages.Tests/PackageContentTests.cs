using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using AdapterKit.Testing;

namespace AdapterKit.Packages.Tests;

[Collection(PackedRepositoryCollection.Name)]
public sealed class PackageContentTests(PackedRepository repository)
{
    private static readonly string[] Bookkeeping = ["_rels/", "package/", "[Content_Types].xml"];

    // The kind of debug information with the text of a source file, in the format of portable PDBs.
    private static readonly Guid EmbeddedSource = new("0e8a571b-6926-466e-b4ad-8ab04611f5fe");

    [Fact]
    public Task Each_package_holds_what_it_should_and_nothing_else() =>
        Snapshots.Verify(this, Directory.GetFiles(repository.Packages, "*.nupkg").Select(Describe));

    [Fact]
    public void Each_library_contains_its_symbols_and_sources()
    {
        var libraries = Directory.GetFiles(repository.Packages, "*.nupkg").SelectMany(LibrariesOf).ToList();

        Assert.Equal(9, libraries.Count);
        Assert.All(libraries, library => Assert.True(HasSymbolsAndSources(library.Image), library.Name));
    }

    private static IEnumerable<(string Name, byte[] Image)> LibrariesOf(string file)
    {
        using var package = ZipFile.OpenRead(file);
        foreach (var entry in package.Entries.Where(IsLibrary))
        {
            using var content = entry.Open();
            using var image = new MemoryStream();
            content.CopyTo(image);
            yield return (entry.Name, image.ToArray());
        }
    }

    private static bool IsLibrary(ZipArchiveEntry entry) =>
        entry.FullName.StartsWith("lib/", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal);

    private static bool HasSymbolsAndSources(byte[] image)
    {
        using var assembly = new PEReader(new MemoryStream(image));
        var embedded = assembly.ReadDebugDirectory().SingleOrDefault(entry => entry.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
        if (embedded.DataSize == 0)
            return false;

        using var provider = assembly.ReadEmbeddedPortablePdbDebugDirectoryData(embedded);
        var symbols = provider.GetMetadataReader();
        return symbols.Documents.Count > 0 && symbols.Documents.All(document => symbols.GetCustomDebugInformation(document)
            .Any(information => symbols.GetGuid(symbols.GetCustomDebugInformation(information).Kind) == EmbeddedSource));
    }

    private static Snapshot Describe(string file)
    {
        using var package = ZipFile.OpenRead(file);
        using var content = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        var description = XDocument.Load(content);
        var files = package.Entries.Select(entry => entry.FullName)
            .Where(name => !Bookkeeping.Any(part => name.StartsWith(part, StringComparison.Ordinal)))
            .Order(StringComparer.Ordinal);
        var lines = files.Concat(Elements(description, "dependency").Select(Describe).Order(StringComparer.Ordinal));
        return new Snapshot($"{Elements(description, "id").First().Value}.txt", string.Join("\n", lines));
    }

    private static string Describe(XElement dependency)
    {
        var assets = dependency.Attributes().Where(attribute => attribute.Name.LocalName is "include" or "exclude");
        return $"needs {dependency.Attribute("id")!.Value} {string.Join(' ', assets)}".TrimEnd();
    }

    private static IEnumerable<XElement> Elements(XDocument document, string name) =>
        document.Descendants().Where(element => element.Name.LocalName == name);
}
