using AdapterKit.Testing;

namespace AdapterKit.Generators.Tests;

public sealed class LayerGeneratorTests
{
    [Fact]
    public Task A_declared_post_norm_layer_gets_its_forward() => Snapshots.Verify(this, Generate("PostNormLayer.cs"));

    [Fact]
    public Task A_declared_pre_norm_layer_gets_its_forward() => Snapshots.Verify(this, Generate("PreNormLayer.cs"));

    [Fact]
    public Task A_declared_layer_gets_the_norms_of_its_outputs() => Snapshots.Verify(this, Generate("SandwichLayer.cs"));

    [Fact]
    public Task A_hand_written_layer_gets_the_bodies_of_its_insertion_points() => Snapshots.Verify(this, Generate("HandWrittenLayers.cs"));

    private static IReadOnlyList<Snapshot> Generate(string file) =>
        GeneratorHarness.Run(GeneratorHarness.Source(file)).AssertClean().Sources;
}
