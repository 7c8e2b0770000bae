using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Multi-head attention from the tokens of a decoder to those of its encoder (Vaswani et al. 2017, §3.2.3), the source of the pass.
/// </summary>
[WeightParts("q", "k", "v", "o")]
public sealed class CrossAttention : ComponentModule<Tensor, AdapterPass, Tensor>, ISublayer, IProjected, IAttention, IWeightParts
{
    private readonly Linear query;
    private readonly Linear memory;
    private readonly Linear output;
    private readonly int headWidth;

    /// <summary>Attention whose input, output and source have the same width.</summary>
    /// <param name="width">The width; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="dropout">The probability with which an attention weight or output is set to zero in training.</param>
    public CrossAttention(int width, int heads, double dropout = 0)
        : this(width, heads, new AttentionOptions { Dropout = dropout })
    {
    }

    /// <summary>Attention of any form.</summary>
    /// <param name="width">The width of the input.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="options">What distinguishes the attention.</param>
    /// <param name="sourceWidth">The width of the source; that of the input if <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">
    /// The width cannot be split evenly among the heads, nor the heads among those of keys and values; or an option concerns positions,
    /// which queries and keys of two texts do not share.
    /// </exception>
    public CrossAttention(int width, int heads, AttentionOptions options, int? sourceWidth = null)
        : base(nameof(CrossAttention))
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options is not { IsCausal: false, IsPacked: false, Rotary: null, RelativeBias: null }
            || options is not { Window: null, ScoreCap: null, ScaledWidth: null })
        {
            throw new ArgumentException(
                "Queries and keys of cross-attention belong to two texts: it is not causal or packed, and has no positions, no window, "
                + "and no scores of its own.",
                nameof(options));
        }

        (Options, Heads, KeyHeads, headWidth) = (options, heads, options.KeyValueHeads ?? heads, options.GetHeadWidth(width, heads));
        (KeyWidth, Width) = (KeyHeads * headWidth, options.OutputWidth ?? width);
        var queryWidth = heads * headWidth;
        query = WeightInitialization.Linear(width, queryWidth, options.HasBias);
        memory = WeightInitialization.Linear(sourceWidth ?? width, 2 * KeyWidth, options.HasBias);
        output = WeightInitialization.Linear(queryWidth, Width, options.OutputHasBias);
        register_module(nameof(query), query);
        register_module(nameof(memory), memory);
        register_module(nameof(output), output);
        Projections =
        [
            new(query, new ProjectionPart("q", 0, queryWidth)),
            new(memory, new("k", 0, KeyWidth), new("v", KeyWidth, KeyWidth)),
            new(output, new ProjectionPart("o", 0, Width)),
        ];
    }

    /// <summary>What distinguishes the attention.</summary>
    public AttentionOptions Options { get; }

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public IReadOnlyList<Projection> Projections { get; }

    /// <inheritdoc />
    public int FirstProjection { get; set; }

    /// <summary>The number of heads.</summary>
    public int Heads { get; }

    /// <inheritdoc />
    public int InputWidth => (int)query.weight.size(1);

    /// <inheritdoc />
    public int KeyHeads { get; }

    /// <inheritdoc />
    public int KeyWidth { get; }

    /// <inheritdoc />
    public int AttentionNumber { get; set; }

    /// <summary>Returns a projection: <c>q</c>, <c>k</c>, <c>v</c> or <c>o</c>.</summary>
    /// <inheritdoc />
    public WeightPart GetPart(string name) => name switch
    {
        "q" => new(query, 0, Heads * headWidth),
        "k" => new(memory, 0, KeyWidth),
        "v" => new(memory, KeyWidth, KeyWidth),
        "o" => new(output, 0, Width),
        _ => throw new ArgumentException($"Cross-attention has the parts q, k, v and o, but not '{name}'.", nameof(name)),
    };

    /// <summary>Computes attention from every token to every token of the source that is not padding.</summary>
    /// <param name="input">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="pass">The pass, whose <see cref="AdapterPass.Source"/> is read.</param>
    /// <returns><c>[batch, tokens, output width]</c></returns>
    /// <exception cref="InvalidOperationException">The pass has no source.</exception>
    public override Tensor forward(Tensor input, AdapterPass pass)
    {
        using var scope = NewDisposeScope();
        var queries = SplitHeads(pass.Project(FirstProjection, query, input));
        if (!Options.IsScaled)
            queries *= Math.Sqrt(headWidth);

        var parts = SplitHeads(pass.ProjectSource(FirstProjection + 1, memory)).split([KeyHeads, KeyHeads], 1);
        var drop = training ? Options.Dropout : 0;
        var mixed = pass.AttendToSource(AttentionNumber, queries, parts[0], parts[1], drop, input);
        var merged = pass.Project(FirstProjection + 2, output, mixed.transpose(1, 2).flatten(2));
        return (drop > 0 ? functional.dropout(merged, drop) : merged).MoveToOuterDisposeScope();
    }

    private Tensor SplitHeads(Tensor projected) =>
        projected.view(projected.size(0), projected.size(1), -1, headWidth).transpose(1, 2);
}
