using AdapterKit.Testing;

namespace AdapterKit.Generators.Tests;

public sealed class CheckpointGeneratorTests
{
    [Fact]
    public Task A_declared_model_gets_its_map_its_configuration_and_its_registration() =>
        Snapshots.Verify(this, GeneratorHarness.Run(GeneratorHarness.Source("Published.cs")).AssertClean().Sources);

    [Theory]
    [InlineData("public sealed class Holder() : nn.Module(\"h\") { [Weight(\"a\")] private readonly Linear a = Linear(2, 2); }")]
    [InlineData("public sealed partial class Holder { [Weight(\"a\")] private readonly Linear? a; public object? Get() => a; }")]
    [InlineData("public sealed record Config { [ConfigKey(\"a\")] public int A { get; init; } }")]
    [InlineData("public sealed partial record Config { [ConfigKey(\"a\")] public string? A { get; init; } }")]
    [InlineData("public sealed record Config { [ConfigKey(\"a\")] public int A { get; init; } } "
        + "[BackboneModel(\"m\")] public sealed partial class Model(Config config, PretrainedIdentity identity) "
        + ": PretrainedBackbone(identity) "
        + "{ public override int Width => config.A; public override AdaptedStack Encoder { get; } = new([]); "
        + "public override Tensor Embed(TokenBatch batch) => batch.Ids.alias(); }")]
    [InlineData("public sealed partial record Config(int B) { [ConfigKey(\"a\")] public int A { get; init; } = B; }")]
    public void A_type_that_cannot_be_completed_is_left_out(string source)
    {
        var run = GeneratorHarness.Run("namespace Demo; " + source);

        Assert.All(run.Result.Results, result => Assert.Null(result.Exception));
        Assert.DoesNotContain(run.Sources, generated => generated.Source.Contains("partial", StringComparison.Ordinal));
    }
}
