using static TorchSharp.torch.nn;

namespace AdapterKit.Benchmarks;

/// <summary>A layer of BERT with nothing of the framework in it but the weights.</summary>
internal class HandWrittenLayer
{
    private readonly Linear projection;
    private readonly Linear output;
    private readonly Linear expand;
    private readonly Linear contract;
    private readonly int heads;

    public HandWrittenLayer(AdaptedLayer layer, int heads)
    {
        this.heads = heads;
        var parts = layer.named_children().ToDictionary(child => child.name, child => child.module);
        var attention = (SelfAttention)parts["attention"];
        var feedForward = (FeedForward)parts["feedForward"];
        projection = attention.Projection;
        output = attention.Output;
        expand = feedForward.Expand;
        contract = feedForward.Contract;
        AttentionNorm = (LayerNorm)parts["attentionNorm"];
        OutputNorm = (LayerNorm)parts["outputNorm"];
    }

    protected LayerNorm AttentionNorm { get; }

    protected LayerNorm OutputNorm { get; }

    public Tensor Forward(Tensor hidden)
    {
        using var attended = Attend(hidden);
        using var middle = AfterAttention(attended, hidden);
        using var fed = Feed(middle);
        return AfterFeedForward(fed, middle);
    }

    protected virtual Tensor AfterAttention(Tensor h, Tensor residual) => AddAndNorm(h, residual, AttentionNorm);

    protected virtual Tensor AfterFeedForward(Tensor h, Tensor residual) => AddAndNorm(h, residual, OutputNorm);

    protected static Tensor AddAndNorm(Tensor h, Tensor residual, LayerNorm norm)
    {
        using var sum = h + residual;
        return norm.call(sum);
    }

    private Tensor Attend(Tensor hidden)
    {
        using var scope = NewDisposeScope();
        var (batch, tokens) = (hidden.size(0), hidden.size(1));
        var parts = projection.call(hidden).view(batch, tokens, 3, heads, -1).permute(2, 0, 3, 1, 4).unbind(0);
        var mixed = functional.scaled_dot_product_attention(parts[0], parts[1], parts[2]);
        return output.call(mixed.transpose(1, 2).reshape(batch, tokens, -1)).MoveToOuterDisposeScope();
    }

    private Tensor Feed(Tensor hidden)
    {
        using var expanded = expand.call(hidden);
        using var activated = functional.gelu(expanded);
        return contract.call(activated);
    }
}
