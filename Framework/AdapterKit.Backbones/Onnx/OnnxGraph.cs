using System.Text;

namespace AdapterKit.Backbones;

/// <summary>The weights and operations of an ONNX model, as far as they tell which weight is which.</summary>
/// <param name="Weights">The initializers by name.</param>
/// <param name="Nodes">The operations.</param>
internal sealed record OnnxGraph(IReadOnlyDictionary<string, OnnxWeight> Weights, IReadOnlyList<OnnxNode> Nodes)
{
    // Field numbers of onnx.proto.
    private const int ModelGraph = 7;
    private const int GraphNode = 1;
    private const int GraphInitializer = 5;

    /// <summary>Reads a model.</summary>
    /// <param name="model">The bytes of the model.</param>
    /// <exception cref="CheckpointException">The model is malformed.</exception>
    public static OnnxGraph Read(ReadOnlySpan<byte> model)
    {
        var weights = new Dictionary<string, OnnxWeight>(StringComparer.Ordinal);
        var nodes = new List<OnnxNode>();
        var top = new ProtobufReader(model, 0, model.Length);
        while (top.Read())
        {
            if (top is not { Field: ModelGraph, HasContent: true })
                continue;

            var graph = new ProtobufReader(model, top.Start, top.Length);
            while (graph.Read())
            {
                if (graph is { Field: GraphNode, HasContent: true })
                    nodes.Add(OnnxNode.Read(model, graph.Start, graph.Length));
                else if (graph is { Field: GraphInitializer, HasContent: true }
                    && OnnxWeight.Read(model, graph.Start, graph.Length) is { } weight)
                    weights[weight.Name] = weight;
            }
        }

        return new OnnxGraph(weights, nodes);
    }

    internal static string ReadText(ReadOnlySpan<byte> model, ProtobufReader field) =>
        Encoding.UTF8.GetString(model.Slice(field.Start, field.Length));
}

/// <summary>An operation.</summary>
/// <param name="Operation">The name of the operation, such as <c>MatMul</c>.</param>
/// <param name="Inputs">The names of its inputs.</param>
/// <param name="Outputs">The names of its outputs.</param>
internal sealed record OnnxNode(string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs)
{
    public static OnnxNode Read(ReadOnlySpan<byte> model, int start, int length)
    {
        var (operation, inputs, outputs) = ("", new List<string>(), new List<string>());
        var node = new ProtobufReader(model, start, length);
        while (node.Read())
        {
            if (!node.HasContent)
                continue;

            if (node.Field == 1)
                inputs.Add(OnnxGraph.ReadText(model, node));
            else if (node.Field == 2)
                outputs.Add(OnnxGraph.ReadText(model, node));
            else if (node.Field == 4)
                operation = OnnxGraph.ReadText(model, node);
        }

        return new OnnxNode(operation, inputs, outputs);
    }
}

/// <summary>A weight of float32 numbers.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Start">The first byte in the model.</param>
internal sealed record OnnxWeight(string Name, IReadOnlyList<long> Shape, int Start)
{
    private const int Float = 1;

    /// <summary>Reads an initializer; null unless it contains float32 numbers.</summary>
    /// <exception cref="CheckpointException">The number of bytes does not fit the shape.</exception>
    public static OnnxWeight? Read(ReadOnlySpan<byte> model, int start, int length)
    {
        var (name, shape, type, data) = ("", new List<long>(), 0ul, (Start: 0, Length: 0));
        var tensor = new ProtobufReader(model, start, length);
        while (tensor.Read())
        {
            switch (tensor.Field)
            {
                case 1 when tensor.HasContent:
                    var packed = new ProtobufReader(model, tensor.Start, tensor.Length);
                    while (packed.ReadNumber())
                        shape.Add((long)packed.Number);

                    break;
                case 1:
                    shape.Add((long)tensor.Number);
                    break;
                case 2:
                    type = tensor.Number;
                    break;
                case 8 when tensor.HasContent:
                    name = OnnxGraph.ReadText(model, tensor);
                    break;
                case 9 when tensor.HasContent:
                    data = (tensor.Start, tensor.Length);
                    break;
            }
        }

        if (type != Float)
            return null;

        return shape.All(size => size >= 0) && shape.Aggregate((Int128)sizeof(float), (bytes, size) => bytes * size) == data.Length
            ? new OnnxWeight(name, shape, data.Start)
            : throw new CheckpointException($"The weight '{name}' of the ONNX model has {data.Length} bytes, which do not fit its shape.");
    }
}
