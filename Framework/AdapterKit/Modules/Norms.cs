using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Sees the norms of layers as <see cref="INorm"/>, among them the <c>LayerNorm</c> of TorchSharp.</summary>
internal static class Norms
{
    /// <exception cref="ArgumentException">The module is no norm.</exception>
    public static INorm Of(Module<Tensor, Tensor> norm) => norm switch
    {
        INorm own => own,
        LayerNorm layer => new LayerNormView(layer),
        _ => throw new ArgumentException(
            $"A {norm.GetType().Name} cannot be the norm of an insertion point. Use a LayerNorm, an RmsNorm, or implement {nameof(INorm)}.",
            nameof(norm)),
    };

    /// <summary>Returns what norms have in common that normalize in the same way; <see langword="null"/> for no norm.</summary>
    public static NormForm? FindForm(Module<Tensor, Tensor>? norm) =>
        norm is null ? null : new NormForm(norm.GetType(), Of(norm).Eps, Of(norm).ScaleOffset);

    /// <summary>Layer norm (Ba et al. 2016), with or without a bias.</summary>
    private sealed class LayerNormView(LayerNorm norm) : INorm
    {
        public int Width => (int)norm.normalized_shape[^1];

        public double Eps => norm.eps;

        public Parameter Scale => norm.weight;

        public Parameter? Shift => norm.bias;

        public Tensor Normalize(Tensor x) => functional.layer_norm(x, norm.normalized_shape, weight: null, bias: null, norm.eps);

        public Module<Tensor, Tensor> Copy()
        {
            using var frozen = no_grad();
            var copy = LayerNorm(
                norm.normalized_shape, norm.eps, norm.elementwise_affine, norm.bias is not null, norm.weight.device, norm.weight.dtype);
            copy.weight.copy_(norm.weight);
            if (norm.bias is not null)
                copy.bias!.copy_(norm.bias);

            return copy;
        }
    }
}

/// <summary>The kind of a norm, its ε, and what it adds to its factors.</summary>
internal sealed record NormForm(Type Kind, double Eps, double ScaleOffset);
