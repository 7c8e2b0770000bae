using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Query and key projection in one product: <c>(W_kᵀ W_q) x + W_kᵀ b_q</c>, compared with the members' outputs directly.</summary>
internal sealed class FoldedQuery : IDisposable
{
    private readonly Tensor weight;
    private readonly Tensor? bias;

    private FoldedQuery(Linear query, Linear key)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var dtype = query.weight.dtype;
        var keys = key.weight.to(float32).t();
        weight = keys.matmul(query.weight.to(float32)).to(dtype).DetachFromDisposeScope();
        bias = query.bias is { } own ? keys.mv(own.to(float32)).to(dtype).DetachFromDisposeScope() : null;
    }

    /// <summary>
    /// Folds the current projections of a head; returns <see langword="null"/> if it has at most one of them, where folding saves nothing.
    /// </summary>
    public static FoldedQuery? TryCreate(FusionHead head) =>
        head is { Query: { } query, Key: { } key } ? new FoldedQuery(query, key) : null;

    /// <summary>Projects <c>[batch, tokens, width]</c> into a new tensor of the same shape.</summary>
    public Tensor Project(Tensor x) => functional.linear(x, weight, bias);

    public void Dispose()
    {
        weight.Dispose();
        bias?.Dispose();
    }
}
