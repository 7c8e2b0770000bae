using System.Text.Json;

namespace AdapterKit.Interchange;

/// <summary>Reads what AdapterHub calls a bottleneck: a plain one, one with norms, gates or channels of its own, or a compacter.</summary>
internal sealed class HubBottleneck
{
    private readonly ConfigFields fields;
    private readonly Activation activation;
    private readonly (bool Learns, bool ByChannel, double Value) scaling;
    private readonly CompacterOptions? compacter;
    private readonly ExtendedBottleneckOptions extended;

    /// <exception cref="InterchangeException">A field asks for something that is not supported.</exception>
    public HubBottleneck(ConfigFields fields, HubVersion version, bool hasSource)
    {
        this.fields = fields;
        Placement = ReadPlacement();
        scaling = ReadScaling();
        activation = fields.GetActivation("non_linearity", "relu", version.IsOfFirstYear);
        extended = new ExtendedBottleneckOptions
        {
            Activation = activation,
            Scaling = scaling.Value,
            LearnScaling = scaling.Learns,
            ScaleChannels = scaling.ByChannel,
            Gating = fields.Is("use_gating") ? Gating.AllPositions : Gating.None,
            NormBefore = fields.Is("ln_before"),
            NormAfter = ReadNormAfter(),
        };
        compacter = fields.Is("phm_layer") ? ReadCompacter() : null;
        if (hasSource)
            IsAtSource = fields.Is("cross_adapter");
        else
            fields.Require("cross_adapter", false, "only encoder-decoders have cross-attention.");

        if (fields.GetText("inv_adapter") is { } invertible)
            Invertible = ReadInvertible(invertible);
    }

    public AdapterPlacement Placement { get; }

    /// <summary>Whether the attention to the source of an encoder-decoder has an adapter.</summary>
    public bool IsAtSource { get; }

    /// <summary>The adapters at the embedded tokens; null for a folder without.</summary>
    public InvertibleOptions? Invertible { get; }

    public bool SharesWeights => compacter is { ShareRule: true } or { ShareWeights: true };

    public AdapterVariant Variant => compacter is not null ? CompacterAdapter.Variant
        : IsPlain ? BottleneckAdapter.Variant
        : ExtendedBottleneckAdapter.Variant;

    private bool IsPlain => extended is { ScaleChannels: false, Gating: Gating.None, NormBefore: false, NormAfter: NormAfter.None };

    /// <summary>The options of adapters of a width.</summary>
    public VariantOptions CreateOptions(int bottleneck) => compacter is not null ? compacter with { Bottleneck = bottleneck }
        : IsPlain ? new BottleneckOptions
        {
            Bottleneck = bottleneck,
            Activation = activation,
            Scaling = scaling.Value,
            LearnScaling = scaling.Learns,
        }
        : extended with { Bottleneck = bottleneck };

    /// <exception cref="InterchangeException">A field was not read that may change a number.</exception>
    public void RequireAllRead() => fields.RequireAllRead(
        "dropout", "hypercomplex_nonlinearity", "init_weights", "init_weights_seed", "learn_phm",
        "phm_bias", "phm_c_init", "phm_dim", "phm_init_range", "phm_rank", "factorized_phm_W", "factorized_phm_rule",
        "shared_W_phm", "shared_phm_rule", "reduction_factor", "stochastic_depth");

    private AdapterPlacement ReadPlacement()
    {
        var (isParallel, normsBefore) = (fields.Is("is_parallel"), fields.Is("original_ln_before"));
        var normsAfter = fields.Is("original_ln_after", fallback: true);
        var residual = fields.Find("residual_before_ln");
        if (!isParallel && normsBefore && !normsAfter && residual is { ValueKind: JsonValueKind.False })
            return AdapterPlacement.AfterNorm;

        fields.Require("original_ln_after", true, "a task keeps the norm of the layer and its residual connection.");
        if (residual is { ValueKind: not JsonValueKind.True } other)
        {
            throw new InterchangeException(
                $"{fields.Path}: 'residual_before_ln' is {other.GetRawText()}: the change is added to the sub-layer's output here, "
                + "before the norm.");
        }

        return isParallel ? AdapterPlacement.Parallel : normsBefore ? AdapterPlacement.Pfeiffer : AdapterPlacement.Sequential;
    }

    // Without a norm of its own, the order of the two makes no difference.
    private NormAfter ReadNormAfter()
    {
        var normsSum = fields.Is("adapter_residual_before_ln") && Placement != AdapterPlacement.Parallel;
        return !fields.Is("ln_after") ? NormAfter.None : normsSum ? NormAfter.Sum : NormAfter.Change;
    }

    private (bool Learns, bool ByChannel, double Value) ReadScaling() => fields.Find("scaling") switch
    {
        null => (false, false, 1),
        { ValueKind: JsonValueKind.String } text when text.GetString() == "learned" => (true, false, 1),
        { ValueKind: JsonValueKind.String } text when text.GetString() == "channel" => (false, true, 1),
        { ValueKind: JsonValueKind.String } text => throw new InterchangeException(
            $"{fields.Path}: 'scaling' is '{text.GetString()}', which has no counterpart here."),
        { } number => (false, false, fields.ReadNumber("scaling", number)),
    };

    private InvertibleOptions ReadInvertible(string form)
    {
        if (form != "nice")
            throw new InterchangeException($"{fields.Path}: 'inv_adapter' is '{form}'. Supported is nice.");

        return new InvertibleOptions
        {
            Activation = activation,
            ReductionFactor = fields.Find("inv_adapter_reduction_factor") is { } factor
                ? fields.ReadNumber("inv_adapter_reduction_factor", factor)
                : 2,
        };
    }

    private CompacterOptions ReadCompacter()
    {
        if (!IsPlain)
            throw new InterchangeException($"{fields.Path}: 'phm_layer' is true: compacters have no norms, gates or channels here.");

        return new CompacterOptions
        {
            Activation = activation,
            Scaling = scaling.Value,
            LearnScaling = scaling.Learns,
            Dimension = fields.GetInteger("phm_dim", 4),
            Rank = fields.GetInteger("phm_rank", 1),
            Factorized = fields.Is("factorized_phm_W", fallback: true),
            ShareRule = fields.Is("shared_phm_rule", fallback: true),
            FactorizeRule = fields.Is("factorized_phm_rule"),
            ShareWeights = fields.Is("shared_W_phm"),
            Bias = fields.Is("phm_bias", fallback: true),
        };
    }
}
