//HintName: AdapterKit.Onnx.cs
namespace AdapterKit.Onnx
{
    public interface IOnnxModule
    {
        AdapterKit.Onnx.OnnxValue Write(AdapterKit.Onnx.OnnxGraph graph, AdapterKit.Onnx.OnnxValue input);
    }
    public static class OnnxActivations
    {
        public static AdapterKit.Onnx.OnnxValue Activate(this AdapterKit.Onnx.OnnxGraph graph, AdapterKit.Onnx.OnnxValue x, AdapterKit.Activation activation) { }
    }
    public sealed class OnnxExport : System.IEquatable<AdapterKit.Onnx.OnnxExport>
    {
        public OnnxExport(string File, long Bytes, System.Collections.Generic.IReadOnlyList<string> Inputs, System.Collections.Generic.IReadOnlyList<AdapterKit.Onnx.OnnxTask> Tasks, int Operators) { }
        public long Bytes { get; init; }
        public string File { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Inputs { get; init; }
        public int Operators { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Onnx.OnnxTask> Tasks { get; init; }
    }
    public sealed class OnnxExportException : System.Exception
    {
        public OnnxExportException(string message) { }
    }
    public static class OnnxExporter
    {
        public static AdapterKit.Onnx.OnnxExport Write(string path, System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> tasks, AdapterKit.DropSet? drop = null) { }
    }
    public sealed class OnnxGraph
    {
        public const int Opset = 17;
        public AdapterKit.Onnx.OnnxValue AttentionMask { get; }
        public AdapterKit.Onnx.OnnxValue TokenMask { get; }
        public AdapterKit.Onnx.OnnxValue Apply(string op, System.Collections.Generic.IReadOnlyList<AdapterKit.Onnx.OnnxValue> inputs, [System.Runtime.CompilerServices.ParamCollection] [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Name",
                "Value"})] System.Collections.Generic.IReadOnlyList<System.ValueTuple<string, object>> attributes) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Onnx.OnnxValue> ApplyMany(string op, int outputs, System.Collections.Generic.IReadOnlyList<AdapterKit.Onnx.OnnxValue> inputs, [System.Runtime.CompilerServices.ParamCollection] [System.Runtime.CompilerServices.TupleElementNames(new string[] {
                "Name",
                "Value"})] System.Collections.Generic.IReadOnlyList<System.ValueTuple<string, object>> attributes) { }
        public AdapterKit.Onnx.OnnxValue Integers(params long[] values) { }
        public AdapterKit.Onnx.OnnxValue Number(float value) { }
        public AdapterKit.Onnx.OnnxValue Weight(TorchSharp.torch.Tensor tensor, string name) { }
    }
    public static class OnnxLayers
    {
        public static AdapterKit.Onnx.OnnxValue Linear(this AdapterKit.Onnx.OnnxGraph graph, AdapterKit.Onnx.OnnxValue x, TorchSharp.Modules.Linear linear, string name) { }
        public static AdapterKit.Onnx.OnnxValue Norm(this AdapterKit.Onnx.OnnxGraph graph, AdapterKit.Onnx.OnnxValue x, TorchSharp.Modules.LayerNorm norm, string name) { }
    }
    public sealed class OnnxTask : System.IEquatable<AdapterKit.Onnx.OnnxTask>
    {
        public OnnxTask(string Id, string Kind, System.Collections.Generic.IReadOnlyList<string> Labels, int MaxTokens, string? Weights) { }
        public string Id { get; init; }
        public string Kind { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Labels { get; init; }
        public int MaxTokens { get; init; }
        public string? Weights { get; init; }
    }
    public readonly struct OnnxValue : System.IEquatable<AdapterKit.Onnx.OnnxValue>
    {
        public OnnxValue(string Name) { }
        public string Name { get; init; }
    }
}