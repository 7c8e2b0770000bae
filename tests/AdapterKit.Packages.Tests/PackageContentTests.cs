using System.IO.Compression;
using System.Xml.Linq;
using AdapterKit.Testing;

namespace AdapterKit.Packages.Tests;

[Collection(PackedRepositoryCollection.Name)]
public sealed class PackageContentTests(PackedRepository repository)
{
    private static readonly string[] Bookkeeping = ["_rels/", "package/", "[Content_Types].xml"];

    [Fact]
    public Task Each_package_holds_what_it_should_and_nothing_else() =>
        Snapshots.Verify(this, Directory.GetFiles(repository.Packages, "*.nupkg").Select(Describe));

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
