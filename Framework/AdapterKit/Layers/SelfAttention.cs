using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Multi-head self-attention (Vaswani et al. 2017, §3.2.2), with one product for queries, keys and values. <see cref="AttentionOptions"/>
/// make it causal, give it positions, or share keys and values among heads.
/// </summary>
[WeightParts("q", "k", "v", "qkv", "o")]
public sealed class SelfAttention : ComponentModule<Tensor, AdapterPass, Tensor>, ISublayer, IProjected, IAttention, IWeightParts
{
    private readonly Linear projection;
    private readonly Linear output;
    private readonly int headWidth;

    /// <summary>Attention whose input and output have the same width.</summary>
    /// <param name="width">The width of input and output; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="dropout">The probability with which an attention weight or output is set to zero in training.</param>
    public SelfAttention(int width, int heads, double dropout = 0)
        : this(width, heads, new AttentionOptions { Dropout = dropout })
    {
    }

    /// <summary>Attention whose output may be wider or narrower than its input.</summary>
    /// <param name="width">The input's width; a multiple of <paramref name="heads"/>.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="outputWidth">The output's width.</param>
    /// <param name="dropout">The probability with which an attention weight or output is set to zero in training.</param>
    /// <exception cref="ArgumentException">The width cannot be split evenly among the heads.</exception>
    public SelfAttention(int width, int heads, int outputWidth, double dropout = 0)
        : this(width, heads, new AttentionOptions { OutputWidth = outputWidth, Dropout = dropout })
    {
    }

    /// <summary>Attention of any form.</summary>
    /// <param name="width">The input's width.</param>
    /// <param name="heads">The number of heads.</param>
    /// <param name="options">What distinguishes the attention.</param>
    /// <exception cref="ArgumentException">
    /// The width cannot be split evenly among the heads, nor the heads among those of keys and values; or rotations have another width
    /// than a head, or terms by distance another number of heads; or there is a window without a token, or without causal attention.
    /// </exception>
    public SelfAttention(int width, int heads, AttentionOptions options)
        : base(nameof(SelfAttention))
    {
        ArgumentNullException.ThrowIfNull(options);
        (Options, Heads, KeyHeads, headWidth) = (options, heads, options.KeyValueHeads ?? heads, options.GetHeadWidth(width, heads));
        if (options.Rotary is { } rotary && rotary.HeadWidth != headWidth)
            throw new ArgumentException($"The rotations are for heads of {rotary.HeadWidth}, not {headWidth}.", nameof(options));
        if (options.RelativeBias is { } bias && bias.Heads != heads)
            throw new ArgumentException($"The terms by distance are for {bias.Heads} heads, not {heads}.", nameof(options));
        if (options.Window is { } window && (window < 1 || !options.IsCausal))
        {
            throw new ArgumentException(
                $"A window of {window} tokens cannot be: it needs causal attention and at least one token.", nameof(options));
        }

        (KeyWidth, Width) = (KeyHeads * headWidth, options.OutputWidth ?? width);
        var queryWidth = heads * headWidth;
        projection = WeightInitialization.Linear(width, queryWidth + (2 * KeyWidth), options.HasBias);
        output = WeightInitialization.Linear(queryWidth, Width, options.OutputHasBias);
        register_module(nameof(projection), projection);
        register_module(nameof(output), output);
        ProjectionPart[] joint = options.IsPacked ? [new("qkv", 0, queryWidth + (2 * KeyWidth)) { IsJoint = true }] : [];
        Projections =
        [
            new(
                projection,
                [new("q", 0, queryWidth), new("k", queryWidth, KeyWidth), new("v", queryWidth + KeyWidth, KeyWidth), .. joint]),
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
    public int InputWidth => (int)projection.weight.size(1);

    /// <inheritdoc />
    public int KeyHeads { get; }

    /// <inheritdoc />
    public int KeyWidth { get; }

    /// <inheritdoc />
    public int AttentionNumber { get; set; }

    /// <summary>Queries, keys and values in one product: <c>[query width + 2 · key width, width]</c>, in this order.</summary>
    public Linear Projection => projection;

    /// <summary>The projection of the merged heads: <c>[output width, query width]</c>.</summary>
    public Linear Output => output;

    /// <summary>Returns a projection: <c>q</c>, <c>k</c>, <c>v</c>, all three as <c>qkv</c>, or <c>o</c>.</summary>
    /// <inheritdoc />
    public WeightPart GetPart(string name)
    {
        var queryWidth = Heads * headWidth;
        return name switch
        {
            "q" => new(projection, 0, queryWidth),
            "k" => new(projection, queryWidth, KeyWidth),
            "v" => new(projection, queryWidth + KeyWidth, KeyWidth),
            "qkv" => new(projection, 0, queryWidth + (2 * KeyWidth)),
            "o" => new(output, 0, Width),
            _ => throw new ArgumentException($"Attention has the parts q, k, v, qkv and o, but not '{name}'.", nameof(name)),
        };
    }

    /// <summary>
    /// Computes attention from every token to every token that is not padding, not later in causal attention, and not before the window.
    /// </summary>
    /// <param name="input">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="pass">The pass, whose mask applies.</param>
    /// <returns><c>[batch, tokens, output width]</c></returns>
    public override Tensor forward(Tensor input, AdapterPass pass)
    {
        using var scope = NewDisposeScope();
        var projected = pass.Project(FirstProjection, projection, input);
        var heads = projected.view(projected.size(0), projected.size(1), -1, headWidth).transpose(1, 2);
        var parts = heads.split([Heads, KeyHeads, KeyHeads], 1);
        var (queries, keys) = Options.Rotary is { } rotary
            ? (pass.Rotate(parts[0], rotary), pass.Rotate(parts[1], rotary))
            : (parts[0], parts[1]);
        if (!Options.IsScaled)
            queries *= Math.Sqrt(headWidth);
        else if (Options.ScaledWidth is { } width && width != headWidth)
            queries *= Math.Sqrt(headWidth / width);

        var drop = training ? Options.Dropout : 0;
        var mixed = pass.Attend(AttentionNumber, queries, keys, parts[2], drop, Options, input);
        var merged = pass.Project(FirstProjection + 1, output, mixed.transpose(1, 2).flatten(2));
        return (drop > 0 ? functional.dropout(merged, drop) : merged).MoveToOuterDisposeScope();
    }
}
