using Microsoft.ML.OnnxRuntime;
using Numbers = Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<long>;

namespace AdapterKit.Benchmarks;

/// <summary>A batch in the form that ONNX Runtime reads; both forms are made before any clock starts.</summary>
/// <param name="tokens">The tokens; borrowed.</param>
internal sealed class OnnxBatch(TokenBatch tokens)
{
    public TokenBatch Tokens { get; } = tokens;

    public IReadOnlyCollection<NamedOnnxValue> Inputs { get; } =
    [
        Create("input_ids", tokens.Ids),
        Create("attention_mask", tokens.Mask),
        Create("token_type_ids", zeros_like(tokens.Ids)),
    ];

    private static NamedOnnxValue Create(string name, Tensor values)
    {
        using var numbers = values.to_type(ScalarType.Int64);
        return NamedOnnxValue.CreateFromTensor(
            name, new Numbers(numbers.data<long>().ToArray(), [.. numbers.shape.Select(size => (int)size)]));
    }
}
