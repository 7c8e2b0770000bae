namespace AdapterKit.Tests;

/// <summary>A backbone whose padding has the peer's embedding.</summary>
/// <remarks>
/// The peer gives padding the position of the padding id, where RoBERTa has a row for it. Nothing reads padding, so that we count on;
/// but the goldens' loss sums over it, too.
/// </remarks>
internal sealed class PaddedBackbone(Backbone model, Tensor padding) : Backbone(nameof(PaddedBackbone))
{
    public Backbone Model => model;

    public override string Id => model.Id;

    public override string Hash => model.Hash;

    public override int Width => model.Width;

    public override ITokenizer Tokenizer => model.Tokenizer;

    public override AdaptedStack Encoder => model.Encoder;

    public override Tensor Embed(TokenBatch batch)
    {
        using var embedded = model.Embed(batch);
        using var mask = batch.Mask.unsqueeze(-1);
        return where(mask, embedded, padding);
    }

    public override Tensor Pool(Tensor hidden, TokenBatch batch) => model.Pool(hidden, batch);

    // No component is its own.
    protected override void RegisterComponents()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            model.Dispose();
            padding.Dispose();
        }

        base.Dispose(disposing);
    }
}
