using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Tests;

/// <summary>A model that only a plugin knows.</summary>
[Backbone("own-model")]
[BackboneModel("own", Prefix = "own.")]
[IgnoredKeys("head.*")]
public sealed partial class OwnModel(OwnConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
{
    [Weight("words")]
    private readonly Embedding words = nn.Embedding(16, config.Width);

    [Weight("layers.{i}")]
    private readonly AdaptedStack encoder = new([]);

    public override int Width => config.Width;

    public override AdaptedStack Encoder => encoder;

    public override Tensor Embed(TokenBatch batch) => words.call(batch.Ids);
}

public sealed partial record OwnConfig
{
    [ConfigKey("hidden_size")]
    public int Width { get; init; } = 8;
}
