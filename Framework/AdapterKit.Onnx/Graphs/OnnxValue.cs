namespace AdapterKit.Onnx;

/// <summary>A value of a graph: an input, a constant, or the output of an operator.</summary>
/// <param name="Name">Its name in the graph.</param>
public readonly record struct OnnxValue(string Name);
