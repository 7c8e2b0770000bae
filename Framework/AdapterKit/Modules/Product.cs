using System.Runtime.Intrinsics.X86;

namespace AdapterKit;

/// <summary>The product <c>x Wᵀ + b</c>, by the library that is the fastest for it on this processor.</summary>
/// <remarks>
/// libtorch multiplies with MKL, which is at its best on Intel's processors alone. oneDNN, which libtorch contains as well, is so on all.
/// Without gradients, frozen weights of modules are packed for it (<see cref="PackedWeights"/>). With gradients, a product is written as
/// a convolution over the tokens with a kernel of one, since libtorch leaves convolutions to oneDNN, and their gradients, too.
/// </remarks>
internal static class Product
{
    // Below it, what oneDNN saves goes into bringing the weight into its own order, call by call.
    private const int MinRows = 48;

    // For one or two vectors, MKL reads the weight once, and is limited by memory as oneDNN would be.
    private const int MinRowsOfPacked = 3;

    // A convolution takes more calls than a product.
    private const int MinRowsOfConvolution = 128;

    // MKL knows its maker's processors, whose 12 letters stand in these registers.
    private static readonly bool IsMklSlow =
        Avx2.IsSupported && X86Base.CpuId(0, 0) is not (_, 0x756e6547, 0x6c65746e, 0x49656e69);

    private static readonly bool UsesOneDnn = IsMklSlow && OneDnn.IsAvailable;

    /// <summary>Computes the product of a module.</summary>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor Compute(Linear linear, Tensor x) => Compute(linear, x, Activation.Linear);

    /// <summary>Computes a function of the product of a module.</summary>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <param name="activation">The function.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor Compute(Linear linear, Tensor x, Activation activation) => UsesOneDnn
        ? Compute(x, linear.weight, linear.bias, PackedWeights.Find(linear.weight), activation)
        : ApplyTo(nn.functional.linear(x, linear.weight, linear.bias), activation);

    /// <summary>Computes a product.</summary>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <param name="weight"><c>[outputs, inputs]</c></param>
    /// <param name="bias"><c>[outputs]</c>; <see langword="null"/> for none.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor Compute(Tensor x, Tensor weight, Tensor? bias) => UsesOneDnn
        ? Compute(x, weight, bias, packed: null, Activation.Linear)
        : nn.functional.linear(x, weight, bias);

    /// <summary>Computes a product as a convolution over the tokens, whose gradients libtorch computes by oneDNN as well.</summary>
    /// <param name="x"><c>[batch, tokens, inputs]</c>; not modified.</param>
    /// <param name="weight"><c>[outputs, inputs]</c></param>
    /// <param name="bias"><c>[outputs]</c>; <see langword="null"/> for none.</param>
    /// <returns>A new tensor <c>[batch, tokens, outputs]</c>.</returns>
    public static Tensor Convolve(Tensor x, Tensor weight, Tensor? bias)
    {
        using var scope = NewDisposeScope();
        var product = nn.functional.conv2d(x.transpose(1, 2).unsqueeze(2), weight.unsqueeze(-1).unsqueeze(-1), bias);
        return product.squeeze(2).transpose(1, 2).contiguous().MoveToOuterDisposeScope();
    }

    /// <summary>Packs the weights of modules that are frozen, if that makes products faster on this processor.</summary>
    public static void Pack(IEnumerable<Linear> frozen)
    {
        foreach (var linear in frozen.Where(linear => Packs(linear.weight)))
            PackedWeights.Add(linear.weight);
    }

    /// <summary>Whether a frozen weight is multiplied faster if it is packed.</summary>
    public static bool Packs(Tensor weight) =>
        UsesOneDnn && weight is { dtype: ScalarType.Float32, device_type: DeviceType.CPU };

    private static Tensor Compute(Tensor x, Tensor weight, Tensor? bias, Tensor? packed, Activation activation)
    {
        if (HasGradient(x, weight, bias))
            return ApplyTo(IsForConvolution(x) ? Convolve(x, weight, bias) : nn.functional.linear(x, weight, bias), activation);
        if (!IsForOneDnn(x, packed is null ? MinRows : MinRowsOfPacked))
            return ApplyTo(nn.functional.linear(x, weight, bias), activation);

        return OneDnn.Fuses(activation)
            ? OneDnn.ComputeLinear(x, packed ?? weight, bias, activation)
            : ApplyTo(OneDnn.ComputeLinear(x, packed ?? weight, bias), activation);
    }

    private static bool IsForOneDnn(Tensor x, int rows) =>
        x.dtype == ScalarType.Float32 && x.device_type == DeviceType.CPU && x.numel() >= rows * x.size(-1);

    // libtorch leaves a convolution of a single text to MKL.
    private static bool IsForConvolution(Tensor x) =>
        x.dim() == 3 && x.size(0) > 1 && x.size(1) > 1 && IsForOneDnn(x, MinRowsOfConvolution);

    private static bool HasGradient(Tensor x, Tensor weight, Tensor? bias) =>
        is_grad_enabled() && (x.requires_grad || weight.requires_grad || bias?.requires_grad == true);

    private static Tensor ApplyTo(Tensor product, Activation activation)
    {
        if (activation == Activation.Linear)
            return product;

        using (product)
            return activation.Apply(product);
    }
}
