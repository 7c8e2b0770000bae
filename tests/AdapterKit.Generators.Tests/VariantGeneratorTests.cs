using AdapterKit.Testing;

namespace AdapterKit.Generators.Tests;

public sealed class VariantGeneratorTests
{
    [Fact]
    public Task A_variant_with_down_and_up_gets_its_delta() => Snapshots.Verify(this, Generated("Squeeze.cs"));

    [Fact]
    public Task A_variant_with_its_own_delta_keeps_it() => Snapshots.Verify(this, Generated("Gate.cs"));

    private static IReadOnlyList<Snapshot> Generated(string file) => GeneratorHarness.Run(GeneratorHarness.Source(file)).AssertClean().Sources;
}
