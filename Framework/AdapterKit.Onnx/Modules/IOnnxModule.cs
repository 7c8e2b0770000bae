namespace AdapterKit.Onnx;

/// <summary>A module of your own that writes what it computes into an ONNX graph.</summary>
/// <remarks>
/// For adapter variants that are not bottlenecks (the graph of <see cref="ResidualAdapter.Delta(Tensor)"/>), for sub-layers, and for tasks
/// with a head of their own (from pooled features <c>[batch, width]</c> to logits). Everything else is recognized.
/// </remarks>
public interface IOnnxModule
{
    /// <summary>Writes what the module computes in evaluation mode.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The input of the module.</param>
    /// <returns>Its output.</returns>
    OnnxValue Write(OnnxGraph graph, OnnxValue input);
}
