namespace AdapterKit.Packages.Tests;

/// <summary>Tests that share one set of packages and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PackedRepositoryCollection : ICollectionFixture<PackedRepository>
{
    public const string Name = "packages";
}
