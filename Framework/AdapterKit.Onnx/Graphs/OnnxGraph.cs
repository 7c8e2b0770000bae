using System.Runtime.InteropServices;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace AdapterKit.Onnx;

/// <summary>An ONNX graph that is being written, with operators of opset 17.</summary>
/// <remarks>
/// An operator with the inputs and attributes of an earlier one is that earlier one. Whatever tasks have in common, such as the layers
/// below their first adapter, is therefore computed once, and nothing that writes into the graph has to know about it.
/// </remarks>
public sealed class OnnxGraph
{
    /// <summary>The version of the operators.</summary>
    public const int Opset = 17;

    // A protobuf message has at most 2 GiB. The margin is for everything but weights.
    private const long MaxWeightBytes = int.MaxValue - (16L << 20);

    private readonly Dictionary<string, OnnxValue[]> known = new(StringComparer.Ordinal);
    private readonly OnnxWeights weights;
    private readonly List<string> scopes = [];

    internal OnnxGraph(string name, long maxWeightBytes = MaxWeightBytes)
    {
        Proto = new GraphProto { Name = name };
        weights = new OnnxWeights(Proto.Initializer, maxWeightBytes);
    }

    /// <summary>True at real tokens, bool <c>[batch, tokens]</c>; within layers, also at a prompt in front of the text.</summary>
    public OnnxValue TokenMask => Cast(TokensInFront == 0 ? Input("attention_mask") : WriteMaskWithFront(), DataType.Bool);

    /// <summary>The term added to attention scores, <c>[batch, 1, 1, tokens]</c>: 0 at real tokens, -1e9 at padding.</summary>
    public OnnxValue AttentionMask
    {
        get
        {
            var padding = Cast(Apply("Not", [TokenMask]), DataType.Float);
            return Apply("Unsqueeze", [Apply("Mul", [padding, Number(-1e9f)]), Integers(1, 2)]);
        }
    }

    internal GraphProto Proto { get; }

    /// <summary>The number of vectors in front of every text.</summary>
    internal long TokensInFront { get; set; }

    private string Scope => string.Concat(scopes.Select(scope => scope + "."));

    /// <summary>Applies an operator with one output.</summary>
    /// <param name="op">The operator, such as <c>MatMul</c>.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="attributes">Its attributes: whole numbers, floating-point numbers, texts, or arrays of <see cref="long"/>.</param>
    public OnnxValue Apply(string op, IReadOnlyList<OnnxValue> inputs, params IReadOnlyList<(string Name, object Value)> attributes) =>
        ApplyMany(op, 1, inputs, attributes)[0];

    /// <summary>Applies an operator with several outputs.</summary>
    /// <param name="op">The operator, such as <c>Split</c>.</param>
    /// <param name="outputs">The number of outputs.</param>
    /// <param name="inputs">Its inputs.</param>
    /// <param name="attributes">Its attributes: whole numbers, floating-point numbers, texts, or arrays of <see cref="long"/>.</param>
    public IReadOnlyList<OnnxValue> ApplyMany(
        string op, int outputs, IReadOnlyList<OnnxValue> inputs, params IReadOnlyList<(string Name, object Value)> attributes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(attributes);
        var node = new NodeProto
        {
            OpType = op,
            Input = { inputs.Select(input => input.Name) },
            Attribute = { attributes.Select(attribute => OnnxAttributes.Create(attribute.Name, attribute.Value)) },
        };
        var key = $"{outputs} {node}";
        if (known.TryGetValue(key, out var same))
            return same;

        node.Name = $"{Scope}{op}_{Proto.Node.Count}";
        OnnxValue[] values = [.. Enumerable.Range(0, outputs).Select(index => new OnnxValue($"{node.Name}:{index}"))];
        node.Output.AddRange(values.Select(value => value.Name));
        Proto.Node.Add(node);
        return known[key] = values;
    }

    /// <summary>Adds weights, as 32-bit floating-point numbers; equal ones are stored once.</summary>
    /// <param name="tensor">The weights; copied.</param>
    /// <param name="name">The name, to which the path of the module is added.</param>
    /// <exception cref="OnnxExportException">The model has more weights than a file may contain.</exception>
    public OnnxValue Weight(Tensor tensor, string name)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = NewDisposeScope();
        using var values = tensor.detach().cpu().to(float32).contiguous();
        return weights.Add(DataType.Float, values.shape, values.bytes.ToArray(), Scope + name);
    }

    /// <summary>Adds a number.</summary>
    /// <param name="value">The number.</param>
    public OnnxValue Number(float value) => weights.Add(DataType.Float, [], BitConverter.GetBytes(value), "number");

    /// <summary>Adds whole numbers, such as a shape or axes.</summary>
    /// <param name="values">The numbers.</param>
    public OnnxValue Integers(params long[] values) =>
        weights.Add(DataType.Int64, [values.Length], MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), "integers");

    /// <summary>Adds a whole number without dimensions, such as an index.</summary>
    internal OnnxValue Index(long value) => weights.Add(DataType.Int64, [], BitConverter.GetBytes(value), "index");

    // Ones in front, int64 [batch, front + tokens].
    private OnnxValue WriteMaskWithFront()
    {
        var mask = Input("attention_mask");
        var rows = Apply("Shape", [mask], ("start", 0), ("end", 1));
        var shape = Apply("Concat", [rows, Integers(TokensInFront)], ("axis", 0));
        return Apply("Concat", [Apply("Expand", [Integers(1), shape]), mask], ("axis", 1));
    }

    /// <summary>Converts a value.</summary>
    internal OnnxValue Cast(OnnxValue value, DataType type) => Apply("Cast", [value], ("to", (long)type));

    /// <summary>Returns an input of 64-bit integers <c>[batch, tokens]</c>, which is added on first use.</summary>
    internal OnnxValue Input(string name)
    {
        if (Proto.Input.All(input => input.Name != name))
            Proto.Input.Add(Describe(name, DataType.Int64, new() { DimParam = "batch" }, new() { DimParam = "tokens" }));

        return new OnnxValue(name);
    }

    /// <summary>Makes a value an output, <c>[batch, width]</c> or, of tokens, <c>[batch, tokens, width]</c>.</summary>
    internal void Output(string name, OnnxValue value, int width, bool isOfTokens)
    {
        TensorShapeProto.Types.Dimension[] tokens = isOfTokens ? [new() { DimParam = "tokens" }] : [];
        Proto.Node.Add(new NodeProto { OpType = "Identity", Name = $"output.{name}", Input = { value.Name }, Output = { name } });
        Proto.Output.Add(Describe(name, DataType.Float, [new() { DimParam = "batch" }, .. tokens, new() { DimValue = width }]));
    }

    /// <summary>Writes a part of the model, whose weights and operators carry its name.</summary>
    internal T In<T>(string part, Func<T> write)
    {
        scopes.Add(part);
        var written = write();
        scopes.RemoveAt(scopes.Count - 1);
        return written;
    }

    private static ValueInfoProto Describe(string name, DataType type, params TensorShapeProto.Types.Dimension[] shape) => new()
    {
        Name = name,
        Type = new TypeProto
        {
            TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new TensorShapeProto { Dim = { shape } } },
        },
    };
}
