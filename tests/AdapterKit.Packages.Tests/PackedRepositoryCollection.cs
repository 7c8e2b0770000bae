namespace AdapterKit.Packages.Tests;

/// <summary>Tests that share one packing, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackedRepositoryCollection : ICollectionFixture<PackedRepository>
{
    public const string Name = "packages";
}
