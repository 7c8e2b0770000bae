using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace AdapterKit;

/// <summary>Products of oneDNN, which libtorch contains and TorchSharp does not name: they are called through TorchScript.</summary>
/// <remarks>A script that is compiled sees the operators of <c>torch</c> alone; one that is loaded from an archive sees all.</remarks>
internal static class OneDnn
{
    private const string Code =
        """
        class OneDnn(Module):
          __parameters__ = []
          __buffers__ = []
          training : bool
          def pack(self: __torch__.OneDnn, weight: Tensor, rows: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(weight, rows)

        """;

    // TorchSharp passes no texts: each function is a method.
    private const string Linear =
        """
          def NAME(self: __torch__.OneDnn, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
            scalars = annotate(List[Optional[number]], [])
            return ops.mkldnn._linear_pointwise(x, weight, bias, "FUNCTION", scalars, "FORM")

        """;

    private static readonly (Activation Activation, string Method, string Function, string Form)[] Functions =
    [
        (Activation.Linear, "linear", "none", ""),
        (Activation.Relu, "relu", "relu", ""),
        (Activation.Gelu, "gelu", "gelu", "none"),
        (Activation.GeluTanh, "gelu_tanh", "gelu", "tanh"),
    ];

    private static readonly Lazy<jit.ScriptModule?> Script = new(TryLoad);

    /// <summary>Whether this libtorch contains it, and the script could be loaded.</summary>
    public static bool IsAvailable => Script.Value is not null;

    /// <summary>Computes <c>f(x Wᵀ + b)</c>, without gradients.</summary>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <param name="weight"><c>[outputs, inputs]</c>, as it is or packed.</param>
    /// <param name="bias"><c>[outputs]</c>; <see langword="null"/> for none.</param>
    /// <param name="activation"><c>f</c>, one that <see cref="Fuses"/> allows.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor ComputeLinear(Tensor x, Tensor weight, Tensor? bias, Activation activation = Activation.Linear) =>
        (Tensor)Script.Value!.invoke(FindMethod(activation)!, x, weight, bias!);

    /// <summary>Whether a product and a function of it are one kernel.</summary>
    public static bool Fuses(Activation activation) => FindMethod(activation) is not null;

    /// <summary>Copies a weight in the order in which oneDNN reads it.</summary>
    /// <param name="weight"><c>[outputs, inputs]</c>; not modified.</param>
    /// <param name="rows">The number of rows that it is multiplied with most.</param>
    /// <returns>A tensor for <see cref="ComputeLinear"/> alone.</returns>
    public static Tensor Pack(Tensor weight, int rows) => (Tensor)Script.Value!.invoke("pack", weight, rows);

    private static string? FindMethod(Activation activation) =>
        Array.Find(Functions, function => function.Activation == activation).Method;

    private static string WriteCode() => Code + string.Concat(Functions.Select(function => Linear
        .Replace("NAME", function.Method, StringComparison.Ordinal)
        .Replace("FUNCTION", function.Function, StringComparison.Ordinal)
        .Replace("FORM", function.Form, StringComparison.Ordinal)));

    private static jit.ScriptModule? TryLoad()
    {
        try
        {
            return Load();
        }
        catch (Exception error) when (error is ExternalException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The pickled object of the class has no attribute but `training`, which is false.
    private static jit.ScriptModule Load()
    {
        var path = Path.Combine(Path.GetTempPath(), $"adapterkit-{Path.GetRandomFileName()}.pt");
        try
        {
            using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
            {
                Add(archive, "version", "3\n"u8);
                Add(archive, "code/__torch__.py", Encoding.UTF8.GetBytes(WriteCode().ReplaceLineEndings("\n")));
                Add(archive, "data.pkl", Encoding.Latin1.GetBytes("\u0080\u0002c__torch__\nOneDnn\n)\u0081}X\b\0\0\0training\u0089sb."));
                Add(archive, "constants.pkl", Encoding.Latin1.GetBytes("\u0080\u0002)."));
            }

            return jit.load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content)
    {
        using var entry = archive.CreateEntry($"script/{name}", CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }
}
