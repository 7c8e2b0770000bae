using System.ComponentModel;
using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Initializes weights; generated code calls it. A module's biases start at zero.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Initialize
{
    /// <summary><c>erf(√2)</c>: the part of a normal distribution that lies within two standard deviations.</summary>
    private const double WithinTwoDeviations = 0.954499736103642;

    /// <summary>Zero-mean Gaussian noise.</summary>
    /// <param name="module">A module with weights of its own.</param>
    /// <param name="standardDeviation">The noise's standard deviation.</param>
    public static void Normal(nn.Module module, double standardDeviation) =>
        Weights(module, weight => init.normal_(weight, 0, standardDeviation));

    /// <inheritdoc cref="Normal(nn.Module, double)" />
    public static void Normal(Parameter parameter, double standardDeviation) => init.normal_(parameter, 0, standardDeviation);

    /// <summary>Gaussian noise cut off at two standard deviations.</summary>
    /// <param name="module">A module with weights of its own.</param>
    /// <param name="standardDeviation">The standard deviation before the cut.</param>
    public static void TruncatedNormal(nn.Module module, double standardDeviation) =>
        Weights(module, weight => Truncated(weight, standardDeviation));

    /// <inheritdoc cref="TruncatedNormal(nn.Module, double)" />
    public static void TruncatedNormal(Parameter parameter, double standardDeviation) => Truncated(parameter, standardDeviation);

    /// <summary>He et al.'s uniform noise with slope √5.</summary>
    /// <param name="module">A module with weights of its own.</param>
    public static void KaimingUniform(nn.Module module) => Weights(module, weight => init.kaiming_uniform_(weight, Math.Sqrt(5)));

    /// <inheritdoc cref="KaimingUniform(nn.Module)" />
    public static void KaimingUniform(Parameter parameter) => init.kaiming_uniform_(parameter, Math.Sqrt(5));

    /// <summary>Zeros.</summary>
    /// <param name="module">A module with weights of its own.</param>
    public static void Zeros(nn.Module module) => Weights(module, weight => init.zeros_(weight));

    /// <inheritdoc cref="Zeros(nn.Module)" />
    public static void Zeros(Parameter parameter) => init.zeros_(parameter);

    /// <summary>Ones.</summary>
    /// <param name="module">A module with weights of its own.</param>
    public static void Ones(nn.Module module) => Weights(module, weight => init.ones_(weight));

    /// <inheritdoc cref="Ones(nn.Module)" />
    public static void Ones(Parameter parameter) => init.ones_(parameter);

    // By inversion, since TorchSharp 0.107's own trunc_normal_ swaps mean and deviation: every element would be the same.
    private static void Truncated(Tensor weight, double standardDeviation) => init
        .uniform_(weight, -WithinTwoDeviations, WithinTwoDeviations)
        .erfinv_()
        .mul_(Math.Sqrt(2) * standardDeviation)
        .clamp_(-2 * standardDeviation, 2 * standardDeviation);

    private static void Weights(nn.Module module, Action<Tensor> start)
    {
        foreach (var (name, parameter) in module.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
                init.zeros_(parameter);
            else
                start(parameter);
        }
    }
}
