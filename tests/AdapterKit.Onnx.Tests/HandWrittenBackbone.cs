namespace AdapterKit.Onnx.Tests;

/// <summary>A backbone that a user wrote by hand, of any layers.</summary>
internal abstract class HandWrittenBackbone : Backbone
{
    protected const int Features = 32;

    private readonly TokenEmbeddings embeddings = new(101, 24, 0, Features, 1e-5);

    protected HandWrittenBackbone(IEnumerable<AdaptedLayer> layers)
        : base("hand-written")
    {
        Encoder = new AdaptedStack(layers);
        RegisterComponents();
        Freeze();
    }

    public override string Id => "hand-written";

    public override string Hash => "random";

    public override int Width => Features;

    public override int MaxTokens => embeddings.MaxTokens;

    public override ITokenizer Tokenizer => throw new NotSupportedException();

    public override AdaptedStack Encoder { get; }

    public override Tensor Embed(TokenBatch batch) => embeddings.call(batch);

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => Pooling.Mean.Apply(hidden, batch);

    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        register_module("embeddings", embeddings);
        register_module("encoder", Encoder);
    }
}
