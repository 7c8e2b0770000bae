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
          def linear(self: __torch__.OneDnn, x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
            scalars = annotate(List[Optional[number]], [])
            return ops.mkldnn._linear_pointwise(x, weight, bias, "none", scalars, "")
          def pack(self: __torch__.OneDnn, weight: Tensor, rows: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(weight, rows)

        """;

    private static readonly Lazy<jit.ScriptModule?> Script = new(Load);

    /// <summary>Whether this libtorch contains it.</summary>
    public static bool IsAvailable => Script.Value is not null;

    /// <summary>Computes <c>x Wᵀ + b</c>, without gradients.</summary>
    /// <param name="x"><c>[…, inputs]</c>; not modified.</param>
    /// <param name="weight"><c>[outputs, inputs]</c>, as it is or packed.</param>
    /// <param name="bias"><c>[outputs]</c>; <see langword="null"/> for none.</param>
    /// <returns>A new tensor <c>[…, outputs]</c>.</returns>
    public static Tensor ComputeLinear(Tensor x, Tensor weight, Tensor? bias) =>
        (Tensor)Script.Value!.invoke("linear", x, weight, bias!);

    /// <summary>Copies a weight in the order in which oneDNN reads it.</summary>
    /// <param name="weight"><c>[outputs, inputs]</c>; not modified.</param>
    /// <param name="rows">The number of rows that it is multiplied with most.</param>
    /// <returns>A tensor for <see cref="ComputeLinear"/> alone.</returns>
    public static Tensor Pack(Tensor weight, long rows) => (Tensor)Script.Value!.invoke("pack", weight, rows);

    // The pickled object of the class has no attribute but `training`, which is false.
    private static jit.ScriptModule? Load()
    {
        var path = Path.Combine(Path.GetTempPath(), $"adapterkit-{Path.GetRandomFileName()}.pt");
        try
        {
            using (var archive = ZipFile.Open(path, ZipArchiveMode.Create))
            {
                Add(archive, "version", "3\n"u8);
                Add(archive, "code/__torch__.py", Encoding.UTF8.GetBytes(Code.ReplaceLineEndings("\n")));
                Add(archive, "data.pkl", Encoding.Latin1.GetBytes("\u0080\u0002c__torch__\nOneDnn\n)\u0081}X\b\0\0\0training\u0089sb."));
                Add(archive, "constants.pkl", Encoding.Latin1.GetBytes("\u0080\u0002)."));
            }

            return jit.load(path);
        }
        catch (ExternalException)
        {
            return null;
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
