namespace AdapterKit.Backbones.Tests;

/// <summary>A small model with random weights, and these weights under their published keys, for formulas written out.</summary>
internal sealed class PublishedWeights : IDisposable
{
    private readonly TemporaryFolder directory = new();
    private readonly SafetensorsCheckpoint weights;

    public PublishedWeights(PretrainedBackbone model, string prefix = "")
    {
        using (no_grad())
        {
            foreach (var (name, parameter) in model.named_parameters())
                parameter.normal_(0, name.Contains("norm", StringComparison.OrdinalIgnoreCase) ? 0.5 : 0.3);
        }

        model.eval();
        CheckpointWriter.Write(directory.PathOf("model.safetensors"), (IMappedWeights)model, prefix);
        weights = SafetensorsCheckpoint.Open(directory.PathOf("model.safetensors"));
    }

    /// <summary>A weight in double precision.</summary>
    public Tensor this[string key] => weights.Read(key).to_type(ScalarType.Float64);

    /// <summary><c>x Wᵀ</c>, with the weight of a key.</summary>
    public Tensor Multiply(Tensor x, string key) => x.matmul(this[$"{key}.weight"].t());

    /// <summary>The root mean square norm with the factors <paramref name="scale"/>.</summary>
    public static Tensor Normalize(Tensor x, Tensor scale) => x / (x.square().mean([-1], keepdim: true) + 1e-6).sqrt() * scale;

    /// <summary>The approximation of GELU by a hyperbolic tangent (Hendrycks and Gimpel 2016).</summary>
    public static Tensor Gelu(Tensor x) => 0.5 * x * (1 + (Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x.pow(3)))).tanh());

    public void Dispose()
    {
        weights.Dispose();
        directory.Dispose();
    }
}
