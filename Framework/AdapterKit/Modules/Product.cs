using System.Runtime.Intrinsics.X86;

namespace AdapterKit;

/// <summary>The product <c>x Wᵀ + b</c>, by the library that is the fastest for it on this processor.</summary>
/// <remarks>
/// libtorch multiplies with MKL, which uses AVX-512 on Intel's processors alone. oneDNN, which libtorch contains as well, uses it on all.
/// It computes no gradients here. Frozen weights of modules are packed for it (<see cref="PackedWeights"/>).
/// </remarks>
internal static class Product
{
    // Below it, what oneDNN saves goes into bringing the weight into its own order, call by call.
    private const int MinRows = 48;

    // A product with one vector is another routine of MKL, which is limited by memory.
    private const int MinRowsOfPacked = 3;

    // MKL knows its maker's processors, whose 12 letters stand in these registers.
    private static readonly bool IsMklSlow =
        Avx512F.IsSupported && X86Base.IsSupported && X86Base.CpuId(0, 0) is not (_, 0x756e6547, 0x6c65746e, 0x49656e69);

    private static readonly bool UsesOneDnn = IsMklSlow && OneDnn.IsAvailable;

    /// <summary>Computes the product of a module.</summary>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor Compute(Linear linear, Tensor x) =>
        UsesOneDnn ? ComputePacked(linear, x) : linear.call(x);

    /// <summary>Computes a product.</summary>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <param name="weight"><c>[outputs, inputs]</c></param>
    /// <param name="bias"><c>[outputs]</c>; <see langword="null"/> for none.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor Compute(Tensor x, Tensor weight, Tensor? bias) =>
        UsesOneDnn && Suits(x, MinRows) ? OneDnn.ComputeLinear(x, weight, bias) : nn.functional.linear(x, weight, bias);

    /// <summary>Packs the weights of modules that are frozen, if that makes products faster on this processor.</summary>
    public static void Pack(IEnumerable<Linear> frozen)
    {
        if (!UsesOneDnn)
            return;

        foreach (var linear in frozen.Where(linear => linear.weight is { dtype: ScalarType.Float32, device_type: DeviceType.CPU }))
            PackedWeights.Add(linear.weight);
    }

    private static Tensor ComputePacked(Linear linear, Tensor x)
    {
        // Asked in training, too: a weight that is trained loses its copy.
        var packed = PackedWeights.Find(linear.weight);
        return packed is not null && Suits(x, MinRowsOfPacked)
            ? OneDnn.ComputeLinear(x, packed, linear.bias)
            : Compute(x, linear.weight, linear.bias);
    }

    private static bool Suits(Tensor x, int rows) =>
        !is_grad_enabled()
        && x.dtype == ScalarType.Float32
        && x.device_type == DeviceType.CPU
        && x.numel() >= rows * x.size(-1);
}
