namespace Demo;

[TaskAdapter("tone", Backbone = "plain")]
[Labels("asks", "tells")]
public sealed partial class ToneTask : ClassificationTask<BottleneckAdapter>;

[Backbone("plain")]
public sealed class PlainBackbone() : Backbone("plain")
{
    private readonly Embedding tokens = Embedding(256, 8);

    public override string Id => "plain";

    public override string Hash => "sha256:…";

    public override int Width => 8;

    public override ITokenizer Tokenizer => throw new NotSupportedException();

    public override AdaptedStack Encoder { get; } = new([]);

    public static PlainBackbone Load(string directory) => new();

    public override Tensor Embed(TokenBatch batch) => tokens.call(batch.Ids);

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => hidden.mean([1]);

    protected override void RegisterComponents()
    {
    }
}

public sealed partial record SmallConfig
{
    [ConfigKey("hidden_size")]
    public int Width { get; init; } = 8;
}

[Backbone("small-en")]
[BackboneModel("small")]
public sealed partial class SmallModel(SmallConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
{
    [Weight("words")]
    private readonly Embedding words = Embedding(16, config.Width);

    [Weight("layers.{i}")]
    private readonly AdaptedStack encoder = new([]);

    public override int Width => config.Width;

    public override AdaptedStack Encoder => encoder;

    public override Tensor Embed(TokenBatch batch) => words.call(batch.Ids);
}
