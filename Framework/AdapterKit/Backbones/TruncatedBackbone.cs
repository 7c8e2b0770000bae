namespace AdapterKit;

/// <summary>The first layers of a backbone, borrowed from it.</summary>
internal sealed class TruncatedBackbone(Backbone whole, int layers) : Backbone(nameof(TruncatedBackbone))
{
    public override string Id { get; } = $"{whole.Id}[0..{layers - 1}]";

    public override string Hash => whole.Hash;

    public override int Width => Encoder.Sites.Count == 0 ? whole.Width : Encoder.Sites[^1].Point.Width;

    public override int MaxTokens => whole.MaxTokens;

    public override ITokenizer Tokenizer => whole.Tokenizer;

    public override AdaptedStack Encoder { get; } = whole.Encoder.Truncate(layers);

    internal override Tensor? Weight => whole.Weight;

    internal override IImageModel? Images => whole.Images;

    public override Tensor Embed(TokenBatch batch) => whole.Embed(batch);

    public override bool EmbedsVectors => whole.EmbedsVectors;

    public override EmbeddingTables? Tables => whole.Tables;

    public override Tensor EmbedWithChange(TokenBatch batch, Tensor change) => whole.EmbedWithChange(batch, change);

    public override Tensor EmbedVectors(Tensor vectors, int position) => whole.EmbedVectors(vectors, position);

    public override Tensor ApplyFinalNorm(Tensor hidden) => whole.ApplyFinalNorm(hidden);

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => whole.Pool(hidden, batch);

    public override void train(bool on = true)
    {
        base.train(on);
        whole.train(on);
    }

    // No component is its own.
    protected override void RegisterComponents()
    {
    }
}
