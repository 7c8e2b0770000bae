using System.Runtime.Intrinsics.X86;

namespace AdapterKit;

/// <summary>The product <c>x Wᵀ + b</c>, by the library that is the fastest for it on this processor.</summary>
/// <remarks>
/// libtorch multiplies with MKL, which uses AVX-512 on Intel's processors alone. oneDNN, which libtorch contains as well, uses it on all;
/// it costs a copy of the input and of the result, which large products are worth. It computes no gradients here.
/// </remarks>
internal static class Product
{
    // Below it, the copies and the call cost more than the kernel saves.
    private const int MinRows = 96;

    private static readonly Lazy<jit.CompilationUnit> OneDnn = new(() => jit.compile(
        """
        def linear(x, weight, bias):
            return torch.mkldnn_linear(x.to_mkldnn(), weight, bias).to_dense()

        """));

    // MKL knows its maker's processors, whose 12 letters stand in these registers.
    private static readonly bool IsMklSlow =
        Avx512F.IsSupported && X86Base.IsSupported && X86Base.CpuId(0, 0) is not (_, 0x756e6547, 0x6c65746e, 0x49656e69);

    /// <summary>Computes the product of a module.</summary>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor Compute(Linear linear, Tensor x) =>
        IsMklSlow && linear.bias is { } bias && IsLarge(x) ? ComputeByOneDnn(x, linear.weight, bias) : linear.call(x);

    /// <summary>Computes a product.</summary>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <param name="weight"><c>[outputs, inputs]</c></param>
    /// <param name="bias"><c>[outputs]</c>; <see langword="null"/> for none.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor Compute(Tensor x, Tensor weight, Tensor? bias) =>
        IsMklSlow && bias is not null && IsLarge(x)
            ? ComputeByOneDnn(x, weight, bias)
            : nn.functional.linear(x, weight, bias);

    /// <summary>Computes a product with oneDNN, on any processor.</summary>
    internal static Tensor ComputeByOneDnn(Tensor x, Tensor weight, Tensor bias) =>
        (Tensor)OneDnn.Value.invoke("linear", x, weight, bias);

    private static bool IsLarge(Tensor x) =>
        !is_grad_enabled()
        && x.dtype == ScalarType.Float32
        && x.device_type == DeviceType.CPU
        && x.numel() >= MinRows * x.size(-1);
}
