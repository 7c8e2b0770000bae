using System.Reflection;
using AdapterKit.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace AdapterKit.Generators.Tests;

/// <summary>The generated parts of a declared model, compiled and run.</summary>
public sealed class GeneratedCheckpointTests : IDisposable
{
    private const string Config = """{ "n_layer": 1, "activation_function": "relu", "layer_norm_epsilon": 0.5, "n_inner": null }""";

    private static readonly byte[] Image = GeneratorHarness.Run(GeneratorHarness.Source("Published.cs")).Emit();

    private readonly LoadedAssembly loaded = new(Image);
    private readonly DisposeScope scope = NewDisposeScope();
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        folder.Dispose();
        scope.Dispose();
        loaded.Dispose();
    }

    [Fact]
    public void Keys_follow_the_declarations()
    {
        var slots = WeightMap.GetSlots(Map(Create(Config)));

        Assert.Equal(
            [
                "wte.weight", "scale",
                "h.0.attn.c_attn.weight", "h.0.attn.c_attn.bias", "h.0.attn.c_proj.weight", "h.0.attn.c_proj.bias",
                "h.0.mlp.c_fc.weight", "h.0.mlp.c_fc.bias", "h.0.mlp.c_proj.weight", "h.0.mlp.c_proj.bias",
                "h.0.ln_1.weight", "h.0.ln_1.bias", "h.0.ln_2.weight", "h.0.ln_2.bias",
            ],
            slots.Select(slot => slot.Key));
        Assert.Equal("encoder.0.attention.qkv.weight", slots[2].Name);
        Assert.Equal([8, 24], slots[2].Shape);
        Assert.Equal([24], slots[3].Shape);
        Assert.True(slots[1].IsOptional);
        Assert.Equal("h.0.ln_2.beta", slots[^1].OldKey);
    }

    [Fact]
    public void A_written_checkpoint_loads_into_an_equal_model()
    {
        var (model, other) = (Create(Config), Create(Config));
        var path = folder.PathOf("model.safetensors");
        CheckpointWriter.Write(path, Map(model), "transformer.");

        using var source = SafetensorsCheckpoint.Open(path);
        var coverage = CheckpointLoader.Load(source, Map(other), "transformer.");

        Assert.Equal(WeightMap.GetSlots(Map(model)).Count, coverage.Loaded.Count);
        var weights = other.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.NotEmpty(weights);
        Assert.All(model.named_parameters(), entry => Assert.True(entry.parameter.equal(weights[entry.name]).all().item<bool>()));
    }

    [Fact]
    public void The_configuration_decides_the_geometry()
    {
        Assert.Single(Create(Config).Encoder.Layers);
        Assert.Equal(2, Create("{}").Encoder.Layers.Count);
        Assert.Equal(4, Create("""{ "n_embd": 4 }""").Width);
    }

    [Theory]
    [InlineData("""{ "n_embd": "8" }""", "'n_embd' is \"8\", but must be an integer")]
    [InlineData("""{ "n_embd": 8.5 }""", "'n_embd' is 8.5")]
    [InlineData("""{ "layer_norm_epsilon": true }""", "'layer_norm_epsilon' is true, but must be a number")]
    [InlineData("""{ "scale_attn_weights": 1 }""", "'scale_attn_weights' is 1, but must be true or false")]
    [InlineData("""{ "activation_function": "gelu_10" }""", "is \"gelu_10\", but must be one of linear, relu")]
    [InlineData("""{ "position_embedding_type": "relative_key" }""", "is relative_key, but this model supports absolute only")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{", "is not valid JSON")]
    public void An_unsupported_configuration_is_refused_by_file_key_and_value(string config, string said)
    {
        var error = Assert.Throws<CheckpointException>(() => Create(config));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("config.json", error.Message, StringComparison.Ordinal);
    }

    private static PretrainedBackbone CreateModel<TModel>(string config)
        where TModel : PretrainedBackbone, IPretrainedBackbone<TModel> =>
        TModel.Create(ConfigReader.Parse("config.json", config), new PretrainedIdentity("published", "random"));

    private static IMappedWeights Map(PretrainedBackbone model) => (IMappedWeights)model;

    private PretrainedBackbone Create(string config)
    {
        var create = typeof(GeneratedCheckpointTests).GetMethod(nameof(CreateModel), BindingFlags.NonPublic | BindingFlags.Static)!;
        return create.MakeGenericMethod(loaded.Type("Demo.PublishedModel")).CreateDelegate<Func<string, PretrainedBackbone>>()(config);
    }
}
