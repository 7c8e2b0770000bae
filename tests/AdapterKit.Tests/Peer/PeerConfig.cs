using System.Globalization;
using System.Text.Json;

namespace AdapterKit.Tests;

/// <summary>Reads the peer's settings as ours.</summary>
internal static class PeerConfig
{
    /// <summary>The configuration of an adapter, with several sets where it is not the same at all of its sites.</summary>
    /// <exception cref="NotSupportedException">The adapter does something that ours cannot.</exception>
    public static AdapterConfig ReadAdapter(JsonElement config, Backbone backbone, IReadOnlyList<int> skipped) =>
        new([.. ReadSets(config, backbone)]) { Drop = DropOf(skipped) };

    public static FusionOptions ReadFusion(JsonElement config) => new()
    {
        Query = Is(config, "query"),
        Key = Is(config, "key"),
        Value = Is(config, "value"),
        QueryBeforeNorm = Is(config, "query_before_ln"),
        ResidualThroughValue = Is(config, "residual_before"),
        Temperature = Is(config, "temperature"),
        Regularization = Is(config, "regularization") ? 0.01 : 0,
    };

    /// <summary>A list of numbers; none if there is none.</summary>
    public static IReadOnlyList<int> ReadNumbers(JsonElement numbers) =>
        numbers.ValueKind == JsonValueKind.Array ? [.. numbers.EnumerateArray().Select(number => number.GetInt32())] : [];

    public static DropSet DropOf(IReadOnlyCollection<int> layers) =>
        layers.Count > 0 ? DropSet.None.With(LayerSet.Of(layers)) : DropSet.None;

    private static IEnumerable<AdapterSet> ReadSets(JsonElement config, Backbone backbone)
    {
        if (config.TryGetProperty("configs", out var union))
            return union.EnumerateArray().SelectMany(part => ReadSets(part, backbone));

        if (config.TryGetProperty("architecture", out var architecture))
            return [architecture.GetString() == "prefix_tuning" ? ReadPrefix(config) : ReadProjections(config)];

        var layers = Enumerable.Range(0, backbone.Encoder.Layers.Count).ToList();
        return layers.Except(ReadNumbers(config.GetProperty("leave_out"))).GroupBy(layer => ReadReduction(config, layer)).Select(
            group => ReadPart(config, (int)(backbone.Width / group.Key), layers.Except(group)));
    }

    private static AdapterSet ReadPrefix(JsonElement config) => new(PrefixAdapter.Variant)
    {
        Options = new PrefixOptions { Length = config.GetProperty("prefix_length").GetInt32() },
        Drop = DropOf(ReadNumbers(config.GetProperty("leave_out"))),
    };

    // The peer declares LoRA and (IA)³ as one kind.
    private static AdapterSet ReadProjections(JsonElement config)
    {
        var (rank, alpha) = (config.GetProperty("r").GetInt32(), config.GetProperty("alpha").GetDouble());
        var (variant, options) = config.GetProperty("composition_mode").GetString() == "scale"
            ? (Ia3Adapter.Variant, (VariantOptions)new NoOptions())
            : Is(config, "use_gating")
                ? (PeerGatedLora.Variant, new PeerGatedLoraOptions { Rank = rank })
                : (LoraAdapter.Variant, new LoraOptions { Rank = rank, Alpha = alpha });
        return new AdapterSet(variant)
        {
            Options = options,
            Points =
            [
                .. config.GetProperty("attn_matrices").EnumerateArray().Select(matrix => $"attention.{matrix.GetString()}"),
                .. Is(config, "intermediate_lora") ? ["feed_forward.fc1"] : (string[])[],
                .. Is(config, "output_lora") ? ["feed_forward.fc2"] : (string[])[],
            ],
        };
    }

    private static AdapterSet ReadPart(JsonElement config, int bottleneck, IEnumerable<int> dropped)
    {
        var isParallel = Is(config, "is_parallel");
        if (!Is(config, "original_ln_after"))
            throw new NotSupportedException("It leaves out the backbone's own norm and residual connection.");
        if (!Is(config, "residual_before_ln"))
            throw new NotSupportedException("It adds its change to the normalized input rather than to the sub-layer's output.");
        if (Is(config, "ln_after") && !isParallel)
            throw new NotSupportedException("It normalizes the sub-layer's output together with its change.");

        var points = (Attention: Is(config, "mh_adapter"), FeedForward: Is(config, "output_adapter"));
        var (variant, options) = ReadOptions(config, bottleneck);
        return new AdapterSet(variant)
        {
            Placement = isParallel ? AdapterPlacement.Parallel
                : Is(config, "original_ln_before") ? AdapterPlacement.Pfeiffer
                : AdapterPlacement.Sequential,
            Options = options,
            Points = points switch
            {
                (true, true) => null,
                (true, false) => ["attention"],
                _ => ["feed_forward"],
            },
            TuneNorms = false,
            Drop = DropOf([.. dropped]),
        };
    }

    private static (AdapterVariant Variant, VariantOptions Options) ReadOptions(JsonElement config, int bottleneck)
    {
        var activation = ReadActivation(config.GetProperty("non_linearity").GetString()!);
        var isLearned = config.GetProperty("scaling").ValueKind == JsonValueKind.String;
        var scaling = isLearned ? 1 : config.GetProperty("scaling").GetDouble();
        var (gate, before, after) = (Is(config, "use_gating"), Is(config, "ln_before"), Is(config, "ln_after"));
        return gate || before || after
            ? (PeerBottleneck.Variant, new PeerBottleneckOptions
            {
                Bottleneck = bottleneck,
                Activation = activation,
                Scaling = scaling,
                Gate = gate,
                NormBefore = before,
                NormAfter = after,
            })
            : (BottleneckAdapter.Variant, new BottleneckOptions
            {
                Bottleneck = bottleneck,
                Activation = activation,
                Scaling = scaling,
                LearnScaling = isLearned,
            });
    }

    private static double ReadReduction(JsonElement config, int layer)
    {
        var factor = config.GetProperty("reduction_factor");
        if (factor.ValueKind == JsonValueKind.Number)
            return factor.GetDouble();

        return factor.TryGetProperty(layer.ToString(CultureInfo.InvariantCulture), out var own)
            ? own.GetDouble()
            : factor.GetProperty("default").GetDouble();
    }

    private static Activation ReadActivation(string name) => name switch
    {
        "gelu_new" => Activation.GeluTanh,
        "quick_gelu" => Activation.QuickGelu,
        "swish" => Activation.Silu,
        _ => Enum.Parse<Activation>(name, ignoreCase: true),
    };

    private static bool Is(JsonElement config, string key) => config.GetProperty(key).GetBoolean();
}
