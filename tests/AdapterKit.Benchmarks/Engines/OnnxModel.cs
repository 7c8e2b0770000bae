using Microsoft.ML.OnnxRuntime;
using Floats = Microsoft.ML.OnnxRuntime.Tensors.DenseTensor<float>;

namespace AdapterKit.Benchmarks;

/// <summary>The published ONNX model of MiniLM in ONNX Runtime, with every optimization that it has.</summary>
internal sealed class OnnxModel : IDisposable
{
    private static readonly string[] Outputs = ["last_hidden_state"];

    private readonly InferenceSession session;

    public OnnxModel(byte[] model, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        // Threads that wait for the next call would take the cores from the other contender.
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        session = new InferenceSession(model, options);
    }

    /// <summary>Computes the mean of each text's hidden states.</summary>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[texts, width]</c></returns>
    public Tensor Pool(OnnxBatch batch)
    {
        using var results = session.Run(batch.Inputs, Outputs);
        var hidden = (Floats)results[0].AsTensor<float>();
        using var scope = NewDisposeScope();
        var states = tensor(hidden.Buffer, [.. hidden.Dimensions.ToArray().Select(size => (long)size)]);
        return Pooling.Mean.Apply(states, batch.Tokens).MoveToOuterDisposeScope();
    }

    public void Dispose() => session.Dispose();
}
