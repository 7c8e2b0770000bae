using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>What members' outputs are compared with, in one product instead of two: <c>(W_kᵀ W_q) x + W_kᵀ b_q</c>.</summary>
internal sealed class FoldedQuestion : IDisposable
{
    private readonly Tensor weight;
    private readonly Tensor? bias;

    private FoldedQuestion(Linear query, Linear key)
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        var dtype = query.weight.dtype;
        var reach = key.weight.to(float32).t();
        weight = reach.matmul(query.weight.to(float32)).to(dtype).DetachFromDisposeScope();
        bias = query.bias is { } own ? reach.mv(own.to(float32)).to(dtype).DetachFromDisposeScope() : null;
    }

    /// <summary>Folds a head's projections as they are now; <see langword="null"/> where it has one of them at most, and so nothing to save.</summary>
    public static FoldedQuestion? Of(FusionHead head) => head is { Query: { } query, Key: { } key } ? new FoldedQuestion(query, key) : null;

    /// <param name="asked"><c>[batch, tokens, width]</c></param>
    /// <returns>The same shape.</returns>
    public Tensor Of(Tensor asked) => functional.linear(asked, weight, bias);

    public void Dispose()
    {
        weight.Dispose();
        bias?.Dispose();
    }
}
