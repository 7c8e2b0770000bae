namespace AdapterKit;

/// <summary>
/// A norm of the last dimension: hidden states are normalized, then scaled and possibly shifted. Tasks tune copies of it, and plans apply
/// the copies of several tasks at once.
/// </summary>
/// <remarks>
/// Implement it on a <c>Module&lt;Tensor, Tensor&gt;</c> to use a norm of your own at insertion points; its <c>forward</c> computes
/// <c>Normalize(x) ⊙ (Scale + ScaleOffset) + Shift</c>. The <c>LayerNorm</c> of TorchSharp may be used as it is.
/// </remarks>
public interface INorm
{
    /// <summary>The width of the hidden states.</summary>
    int Width { get; }

    /// <summary>What is added to the variance, or to the mean square.</summary>
    double Eps { get; }

    /// <summary>The factor of each feature, <c>[width]</c>.</summary>
    Parameter Scale { get; }

    /// <summary>What is added to <see cref="Scale"/>: 1 for a norm whose weights are differences from 1, as in Gemma.</summary>
    double ScaleOffset => 0;

    /// <summary>What is added to each feature, <c>[width]</c>; <see langword="null"/> for a norm without.</summary>
    Parameter? Shift { get; }

    /// <summary>Normalizes hidden states without scaling and shifting them.</summary>
    /// <param name="x"><c>[…, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape.</returns>
    Tensor Normalize(Tensor x);

    /// <summary>Returns a norm of the same kind with copies of the weights, of the same type and on the same device.</summary>
    nn.Module<Tensor, Tensor> Copy();
}
