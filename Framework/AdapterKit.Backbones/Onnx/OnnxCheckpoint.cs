namespace AdapterKit.Backbones;

/// <summary>The weights of a Transformer that was exported from PyTorch to ONNX, under their keys in the original checkpoint.</summary>
/// <remarks>
/// Biases, norms and embeddings keep their keys in such an export. The matrices of linear layers are anonymous and transposed; each is
/// the factor of a product to which a bias is added, and belongs to the same layer as this bias.
/// </remarks>
internal sealed class OnnxCheckpoint : CheckpointSource
{
    private const string Bias = ".bias";
    private const string Weight = ".weight";

    private readonly byte[] model;
    private readonly Dictionary<string, (OnnxWeight Weight, bool IsTransposed)> weights;

    /// <param name="name">The file, for messages.</param>
    /// <param name="model">The bytes of the model.</param>
    /// <exception cref="CheckpointException">The model is malformed.</exception>
    public OnnxCheckpoint(string name, byte[] model)
    {
        (Name, this.model) = (name, model);
        weights = FindKeys(OnnxGraph.Read(model));
    }

    public override string Name { get; }

    public override IReadOnlyCollection<string> Keys => weights.Keys;

    public override bool Contains(string key) => weights.ContainsKey(key);

    public override (ScalarType Dtype, IReadOnlyList<long> Shape) Describe(string key)
    {
        var (weight, isTransposed) = weights[key];
        return (ScalarType.Float32, isTransposed ? [.. weight.Shape.Reverse()] : weight.Shape);
    }

    public override Tensor Read(string key)
    {
        var (weight, isTransposed) = weights[key];
        using var scope = NewDisposeScope();
        var values = empty([.. weight.Shape]);
        model.AsSpan(weight.Start, (int)values.numel() * sizeof(float)).CopyTo(values.bytes);
        return (isTransposed ? values.t() : values).MoveToOuterDisposeScope();
    }

    private static Dictionary<string, (OnnxWeight Weight, bool IsTransposed)> FindKeys(OnnxGraph graph)
    {
        var keys = graph.Weights.Values
            .Where(weight => weight.Name.EndsWith(Weight, StringComparison.Ordinal) || weight.Name.EndsWith(Bias, StringComparison.Ordinal))
            .ToDictionary(weight => weight.Name, weight => (weight, false), StringComparer.Ordinal);
        var sums = graph.Nodes.Where(node => node.Operation == "Add")
            .SelectMany(node => node.Inputs.Select(input => (Input: input, Node: node)))
            .ToLookup(use => use.Input, use => use.Node, StringComparer.Ordinal);
        foreach (var product in graph.Nodes.Where(node => node is { Operation: "MatMul", Inputs: [_, _], Outputs: [_] }))
        {
            if (graph.Weights.GetValueOrDefault(product.Inputs[1]) is { Shape: [_, _] } matrix && FindBias(product.Outputs[0]) is { } bias)
                keys[bias[..^Bias.Length] + Weight] = (matrix, true);
        }

        return keys;

        string? FindBias(string product) => sums[product]
            .SelectMany(sum => sum.Inputs)
            .FirstOrDefault(input => graph.Weights.ContainsKey(input) && input.EndsWith(Bias, StringComparison.Ordinal));
    }
}
