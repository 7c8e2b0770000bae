using System.Globalization;
using System.Text.Json;

namespace AdapterKit.Interchange;

/// <summary>Reads the configurations of AdapterHub's methods as adapters of ours.</summary>
/// <param name="version">The version that wrote them.</param>
/// <param name="layout">The backbone's keys.</param>
internal sealed class HubConfig(HubVersion version, PublishedLayout layout)
{
    private const string InvertibleKeys = "the folder has an invertible adapter, which has no counterpart here.";

    private AdaptedStack Encoder => layout.Backbone.Encoder;

    /// <exception cref="InterchangeException">A field asks for something that is not supported.</exception>
    public IReadOnlyList<AdapterRecipe> Read(ConfigFields fields) => fields.GetText("architecture") switch
    {
        null => ReadBottleneck(fields),
        "lora" => ReadLora(fields),
        "prefix_tuning" => ReadPrefix(fields),
        "union" => ReadUnion(fields),
        var other => throw new InterchangeException(
            $"{fields.Path}: 'architecture' is '{other}'. Supported are bottlenecks, lora, (IA)³, prefix_tuning and their unions."),
    };

    private List<AdapterRecipe> ReadUnion(ConfigFields fields)
    {
        var parts = fields.Find("configs") is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().ToList() : [];
        fields.RequireAllRead();
        return [.. parts.SelectMany(part => Read(new ConfigFields(fields.Path, part)))];
    }

    private IReadOnlyList<AdapterRecipe> ReadLora(ConfigFields fields)
    {
        var (rank, alpha) = (fields.GetInteger("r", 8), fields.GetNumber("alpha", 8));
        var isScaling = fields.GetText("composition_mode") switch
        {
            null or "add" => false,
            "scale" => true,
            var other => throw new InterchangeException($"{fields.Path}: 'composition_mode' is '{other}', not add or scale."),
        };
        fields.Require("use_gating", expected: false, "gates have no counterpart here.");
        fields.Require("use_dora", expected: false, "DoRA has no counterpart here.");
        var names = new List<string>();
        if (fields.Is("selfattn_lora", fallback: true))
            names.AddRange((fields.GetTexts("attn_matrices") ?? ["q", "v"]).Select(matrix => $"attention.{matrix}"));
        else
            fields.GetTexts("attn_matrices");

        if (fields.Is("intermediate_lora"))
            names.Add("feed_forward.fc1");
        if (fields.Is("output_lora"))
            names.Add("feed_forward.fc2");

        var left = fields.GetIntegers("leave_out") ?? [];
        fields.RequireAllRead("dropout", "init_weights", "dtype", "init_weights_seed");
        if (isScaling && rank != 1)
            throw new InterchangeException($"{fields.Path}: 'r' is {rank}. Scaling by more than one vector has no counterpart here.");
        if (isScaling && alpha != rank && !version.IgnoresAlpha)
            throw new InterchangeException($"{fields.Path}: 'alpha' is {alpha}. Vectors of (IA)³ have no further factor here.");

        var places = names.SelectMany(name => Find(fields.Path, name)).Where(place => !left.Contains(place.Layer)).ToList();
        if (places.Count == 0)
            return [];

        return
        [
            isScaling
                ? new AdapterRecipe(Ia3Adapter.Variant, new NoOptions(), places)
                : new AdapterRecipe(
                    LoraAdapter.Variant, new LoraOptions { Rank = rank, Alpha = version.IgnoresAlpha ? rank : alpha }, places)
                {
                    Units = rank,
                },
        ];
    }

    private List<AdapterRecipe> ReadPrefix(ConfigFields fields)
    {
        fields.Require("use_gating", expected: false, "gates have no counterpart here.");
        fields.Require("encoder_prefix", expected: true, "an encoder has no other attention.");
        if (fields.GetText("non_linearity") is { } activation and not "tanh")
            throw new InterchangeException($"{fields.Path}: 'non_linearity' is '{activation}'. Prefixes are computed with tanh here.");

        var (length, left) = (fields.GetInteger("prefix_length", 30), fields.GetIntegers("leave_out") ?? []);
        fields.RequireAllRead("bottleneck_size", "cross_prefix", "dropout", "flat", "shared_gating", "init_weights_seed");
        List<AdapterPlace> places =
        [
            .. from site in Encoder.MemorySites
               where !left.Contains(site.Layer)
               select new AdapterPlace(site.Layer, site.Name),
        ];
        return places.Count == 0
            ? []
            : [new AdapterRecipe(PrefixAdapter.Variant, new PrefixOptions { Length = length }, places) { Units = length }];
    }

    private List<AdapterRecipe> ReadBottleneck(ConfigFields fields)
    {
        RequireSupported(fields);
        var placement = fields.Is("is_parallel") ? AdapterPlacement.Parallel
            : fields.Is("original_ln_before") ? AdapterPlacement.Pfeiffer
            : AdapterPlacement.Sequential;
        var (learns, scaling) = ReadScaling(fields);
        var activation = fields.GetActivation("non_linearity", "relu", version.IsOfFirstYear);
        var points = new List<string>();
        if (fields.Is("mh_adapter"))
            points.Add("attention");
        if (fields.Is("output_adapter"))
            points.Add("feed_forward");

        var left = fields.GetIntegers("leave_out") ?? [];
        var sites = Encoder.Sites.Where(site => points.Contains(site.Point.Name) && !left.Contains(site.Layer)).ToList();
        var reductions = sites.Select(site => site.Layer).Distinct().ToDictionary(layer => layer, layer => ReadReduction(fields, layer));
        fields.RequireAllRead(
            "dropout", "hypercomplex_nonlinearity", "init_weights", "init_weights_seed", "inv_adapter_reduction_factor", "learn_phm",
            "phm_bias", "phm_c_init", "phm_dim", "phm_init_range", "phm_rank", "factorized_phm_W", "factorized_phm_rule",
            "shared_W_phm", "shared_phm_rule", "reduction_factor", "stochastic_depth");
        return
        [
            .. from site in sites
               group site by Math.Max(1, (int)Math.Min(int.MaxValue, site.Point.Width / reductions[site.Layer])) into part
               select new AdapterRecipe(
                   BottleneckAdapter.Variant,
                   new BottleneckOptions
                   {
                       Bottleneck = part.Key,
                       Activation = activation,
                       Scaling = scaling,
                       LearnScaling = learns,
                   },
                   [.. part.Select(site => new AdapterPlace(site.Layer, site.Point.Name))])
               {
                   Placement = placement,
                   Units = part.Key,
               },
        ];
    }

    private static void RequireSupported(ConfigFields fields)
    {
        fields.Require(
            "phm_layer", false, "compacters have no counterpart here; files of adapter-transformers also lack their shared weights.");
        fields.Require("use_gating", false, "gates have no counterpart here.");
        fields.Require("ln_before", false, "adapters have no norm of their own here.");
        fields.Require("ln_after", false, "adapters have no norm of their own here.");
        fields.Require("original_ln_after", true, "a task keeps the norm of the layer and its residual connection.");
        fields.Require("cross_adapter", false, "encoders have no cross-attention.");
        fields.Require("adapter_residual_before_ln", false, "the adapter's own residual connection starts after the norm here.");
        if (fields.Find("residual_before_ln") is { ValueKind: not JsonValueKind.True } residual)
        {
            throw new InterchangeException(
                $"{fields.Path}: 'residual_before_ln' is {residual.GetRawText()}: the change is added to the sub-layer's output here, "
                + "before the norm.");
        }

        if (fields.GetText("inv_adapter") is not null)
            throw new InterchangeException($"{fields.Path}: 'inv_adapter': {InvertibleKeys}");
    }

    private static (bool Learns, double Value) ReadScaling(ConfigFields fields) => fields.Find("scaling") switch
    {
        null => (false, 1),
        { ValueKind: JsonValueKind.String } text when text.GetString() == "learned" => (true, 1),
        { ValueKind: JsonValueKind.String } text => throw new InterchangeException(
            $"{fields.Path}: 'scaling' is '{text.GetString()}', which has no counterpart here."),
        { } number => (false, fields.ReadNumber("scaling", number)),
    };

    private static double ReadReduction(ConfigFields fields, int layer)
    {
        var number = layer.ToString(CultureInfo.InvariantCulture);
        var factor = fields.Find("reduction_factor") switch
        {
            null => 16,
            { ValueKind: JsonValueKind.Object } map when map.TryGetProperty(number, out var own) =>
                fields.ReadNumber("reduction_factor", own),
            { ValueKind: JsonValueKind.Object } map when map.TryGetProperty("default", out var other) =>
                fields.ReadNumber("reduction_factor", other),
            { } one => fields.ReadNumber("reduction_factor", one),
        };
        return factor > 0
            ? factor
            : throw new InterchangeException($"{fields.Path}: 'reduction_factor' is {factor}, but must be positive.");
    }

    private IEnumerable<AdapterPlace> Find(string path, string name)
    {
        var places = Encoder.ProjectionSites.Where(site => site.Name == name).ToList();
        return places.Count > 0
            ? places.Select(site => new AdapterPlace(site.Layer, site.Name))
            : throw new InterchangeException($"{path}: backbone '{layout.Backbone.Id}' has no product '{name}'.");
    }
}
