using AdapterKit.Testing;

namespace AdapterKit.Generators.Tests;

public sealed class VariantGeneratorTests
{
    [Fact]
    public Task A_variant_with_down_and_up_gets_its_delta() => Snapshots.Verify(this, Generate("Squeeze.cs"));

    [Fact]
    public Task A_variant_with_its_own_delta_keeps_it() => Snapshots.Verify(this, Generate("Gate.cs"));

    [Fact]
    public Task A_variant_that_changes_products_gets_its_change() => Snapshots.Verify(this, Generate("LowRank.cs"));

    [Fact]
    public Task A_variant_that_shares_components_gets_them_from_its_shape() => Snapshots.Verify(this, Generate("Shared.cs"));

    private static IReadOnlyList<Snapshot> Generate(string file) =>
        GeneratorHarness.Run(GeneratorHarness.Source(file)).AssertClean().Sources;
}
