using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Computes gates: <c>mean_t σ(w·x_t + b)</c>.</summary>
internal static class Gates
{
    /// <summary>Creates the weights of a gate; <see langword="null"/> for an adapter without.</summary>
    /// <param name="gating">Whether there is a gate.</param>
    /// <param name="width">The width of what it reads.</param>
    /// <param name="count">The number of gates.</param>
    public static Linear? Create(Gating gating, long width, int count = 1) => gating == Gating.None ? null : Linear(width, count);

    /// <summary>Computes the gates of each text.</summary>
    /// <param name="gate">The weights.</param>
    /// <param name="gating">Which tokens count.</param>
    /// <param name="x">What the gate reads, <c>[batch, tokens, width]</c>.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns><c>[batch, 1, gates]</c>, owned by the caller.</returns>
    public static Tensor Compute(Linear gate, Gating gating, Tensor x, Tensor? tokens)
    {
        using var scope = NewDisposeScope();
        var open = gate.call(x).sigmoid();
        if (tokens is null || gating == Gating.AllPositions)
            return open.mean([1], keepdim: true).MoveToOuterDisposeScope();

        // A text without a single token has a gate, too.
        var weights = tokens.unsqueeze(-1).to_type(open.dtype);
        var count = weights.sum(1, keepdim: true).clamp(min: 1);
        return ((open * weights).sum(1, keepdim: true) / count).MoveToOuterDisposeScope();
    }

    /// <summary>Computes the gates of keys and values, which may be the same.</summary>
    /// <returns><c>[batch, 2]</c>, owned by the caller.</returns>
    public static Tensor ComputePair(Linear gate, Gating gating, Tensor x, Tensor? tokens)
    {
        using var gates = Compute(gate, gating, x, tokens);
        using var flat = gates.squeeze(1);
        return flat.expand(-1, 2);
    }
}
