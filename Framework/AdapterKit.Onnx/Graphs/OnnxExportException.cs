namespace AdapterKit.Onnx;

/// <summary>A task or backbone cannot be written as an ONNX model. The message names the part that is not supported.</summary>
/// <param name="message">What cannot be written, and what to do about it.</param>
public sealed class OnnxExportException(string message) : Exception(message);
