using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Applies an <see cref="Activation"/>.</summary>
public static class ActivationFunctions
{
    /// <summary>Applies the function to every element.</summary>
    /// <param name="activation">The function.</param>
    /// <param name="x">Any shape; not modified.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is undefined.</exception>
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.Linear => x.alias(),
        Activation.Relu => functional.relu(x),
        Activation.Relu6 => functional.relu6(x),
        Activation.LeakyRelu => functional.leaky_relu(x, 0.01),
        Activation.Gelu => functional.gelu(x),
        Activation.GeluTanh => functional.gelu(x, TorchSharp.Modules.GELU.Approximate.tanh),
        Activation.QuickGelu => QuickGelu(x),
        Activation.Silu => functional.silu(x),
        Activation.Mish => functional.mish(x),
        Activation.Tanh => x.tanh(),
        Activation.Sigmoid => x.sigmoid(),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "The activation is undefined."),
    };

    private static Tensor QuickGelu(Tensor x)
    {
        using var scaled = x * 1.702;
        using var gate = scaled.sigmoid();
        return x * gate;
    }
}
