using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Multi-head self-attention (Vaswani et al. 2017, §3.2.2), with one projection for queries, keys and values.</summary>
[WeightParts("q", "k", "v", "qkv", "o")]
public sealed class SelfAttention : ComponentModule<Tensor, AdapterPass, Tensor>, ISublayer, IProjected, IAttention, IWeightParts
{
    private readonly Linear projection;
    private readonly Linear output;
    private readonly double dropout;

    /// <summary>Attention whose input and output have the same width.</summary>
    /// <param name="width">The width of input and output; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="dropout">The probability with which an attention weight or output is set to zero in training.</param>
    public SelfAttention(int width, int heads, double dropout = 0)
        : this(width, heads, width, dropout)
    {
    }

    /// <summary>Attention whose output may be wider or narrower than its input.</summary>
    /// <param name="width">The input's width; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="outputWidth">The output's width.</param>
    /// <param name="dropout">The probability with which an attention weight or output is set to zero in training.</param>
    /// <exception cref="ArgumentException">The width cannot be split evenly among the heads.</exception>
    public SelfAttention(int width, int heads, int outputWidth, double dropout = 0)
        : base(nameof(SelfAttention))
    {
        if (heads < 1 || width % heads != 0)
            throw new ArgumentException($"A width of {width} cannot be split among {heads} heads.", nameof(heads));

        this.dropout = dropout;
        (Heads, KeyWidth) = (heads, width);
        Width = outputWidth;
        projection = WeightInitialization.Linear(width, 3 * width);
        output = WeightInitialization.Linear(width, outputWidth);
        register_module(nameof(projection), projection);
        register_module(nameof(output), output);
        Projections =
        [
            new(projection, new("q", 0, width), new("k", width, width), new("v", 2 * width, width)),
            new(output, new ProjectionPart("o", 0, outputWidth)),
        ];
    }

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public IReadOnlyList<Projection> Projections { get; }

    /// <inheritdoc />
    public int FirstProjection { get; set; }

    /// <inheritdoc />
    public int Heads { get; }

    /// <inheritdoc />
    public int KeyWidth { get; }

    /// <inheritdoc />
    public int AttentionNumber { get; set; }

    /// <summary>Queries, keys and values in one product: <c>[3·width, width]</c>, in this order.</summary>
    public Linear Projection => projection;

    /// <summary>The projection of the merged heads: <c>[output width, width]</c>.</summary>
    public Linear Output => output;

    /// <summary>Returns a projection: <c>q</c>, <c>k</c>, <c>v</c>, all three as <c>qkv</c>, or <c>o</c>.</summary>
    /// <inheritdoc />
    public WeightPart GetPart(string name)
    {
        var width = projection.weight.size(0) / 3;
        return name switch
        {
            "q" => new(projection, 0, width),
            "k" => new(projection, width, width),
            "v" => new(projection, 2 * width, width),
            "qkv" => new(projection, 0, 3 * width),
            "o" => new(output, 0, Width),
            _ => throw new ArgumentException($"Attention has the parts q, k, v, qkv and o, but not '{name}'.", nameof(name)),
        };
    }

    /// <summary>Computes attention from every token to every token that is not padding.</summary>
    /// <param name="input">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="pass">The pass, whose mask applies.</param>
    /// <returns><c>[batch, tokens, output width]</c></returns>
    public override Tensor forward(Tensor input, AdapterPass pass)
    {
        using var scope = NewDisposeScope();
        var projected = pass.Project(FirstProjection, projection, input);
        var parts = projected.view(projected.size(0), projected.size(1), 3, Heads, -1).permute(2, 0, 3, 1, 4).unbind(0);
        var drop = training ? dropout : 0;
        var mixed = pass.Attend(AttentionNumber, parts[0], parts[1], parts[2], drop, input);
        var merged = pass.Project(FirstProjection + 1, output, mixed.transpose(1, 2).flatten(2));
        return (drop > 0 ? functional.dropout(merged, drop) : merged).MoveToOuterDisposeScope();
    }
}
