using System.Globalization;
using System.Text.Json;

namespace AdapterKit.Interchange;

/// <summary>Reads the configurations of AdapterHub's methods as adapters of ours.</summary>
/// <param name="version">The version that wrote them.</param>
/// <param name="layout">The backbone's keys.</param>
/// <param name="hasNetwork">Whether the folder has the network that computes prefixes, rather than the prefixes.</param>
internal sealed class HubConfig(HubVersion version, PublishedLayout layout, bool hasNetwork)
{
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
        var isGated = fields.Is("use_gating");
        fields.Require("use_dora", expected: false, "DoRA has no counterpart here.");
        var names = new List<string>();
        if (fields.Is("selfattn_lora", fallback: true))
        {
            names.AddRange(
                from matrix in fields.GetTexts("attn_matrices") ?? ["q", "v"]
                from attention in HubPoints.AttentionsOf(layout.Backbone)
                select $"{attention}.{matrix}");
        }
        else
        {
            fields.GetTexts("attn_matrices");
        }

        if (fields.Is("intermediate_lora"))
            names.Add("feed_forward.fc1");
        if (fields.Is("output_lora"))
            names.Add("feed_forward.fc2");

        var left = fields.GetIntegers("leave_out") ?? [];
        fields.RequireAllRead("dropout", "init_weights", "dtype", "init_weights_seed");
        if (isScaling && isGated)
            throw new InterchangeException($"{fields.Path}: 'use_gating' is true: vectors of (IA)³ have no gate here.");
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
                : isGated
                ? new AdapterRecipe(
                    GatedLoraAdapter.Variant, new GatedLoraOptions { Rank = rank, Gating = Gating.AllPositions }, places)
                {
                    Units = rank,
                }
                : new AdapterRecipe(
                    LoraAdapter.Variant, new LoraOptions { Rank = rank, Alpha = version.IgnoresAlpha ? rank : alpha }, places)
                {
                    Units = rank,
                },
        ];
    }

    private List<AdapterRecipe> ReadPrefix(ConfigFields fields)
    {
        var gating = fields.Is("use_gating") ? Gating.AllPositions : Gating.None;
        var gatesApart = gating != Gating.None && !fields.Is("shared_gating", fallback: true);
        var kinds = ReadKinds(fields);
        if (fields.GetText("non_linearity") is { } activation and not "tanh")
            throw new InterchangeException($"{fields.Path}: 'non_linearity' is '{activation}'. Prefixes are computed with tanh here.");

        var (length, left) = (fields.GetInteger("prefix_length", 30), fields.GetIntegers("leave_out") ?? []);
        var units = fields.GetInteger("bottleneck_size", 512);
        fields.RequireAllRead("cross_prefix", "dropout", "flat", "shared_gating", "init_weights_seed");
        return
        [
            .. from site in Encoder.MemorySites
               where !left.Contains(site.Layer)
               let kind = HubPoints.HasSource(layout.Backbone) ? HubPoints.PrefixOf(site, layout.Backbone) : ""
               where kinds.Contains(kind)
               group new AdapterPlace(site.Layer, site.Name) by kind into places
               select CreatePrefix([.. places]),
        ];

        AdapterRecipe CreatePrefix(IReadOnlyList<AdapterPlace> places) => hasNetwork
            ? new AdapterRecipe(
                ComputedPrefixAdapter.Variant,
                new ComputedPrefixOptions { Length = length, Units = units, Gating = gating, GatesApart = gatesApart },
                places)
            {
                Units = Math.Max(length, units),
            }
            : new AdapterRecipe(
                PrefixAdapter.Variant, new PrefixOptions { Length = length, Gating = gating, GatesApart = gatesApart }, places)
            {
                Units = length,
            };
    }

    // Each kind has a network of its own.
    private List<string> ReadKinds(ConfigFields fields)
    {
        if (!HubPoints.HasSource(layout.Backbone))
        {
            fields.Require(HubPoints.EncoderPrefix, expected: true, "an encoder has no other attention.");
            return [""];
        }

        return
        [
            HubPoints.SelfPrefix,
            .. new[] { HubPoints.EncoderPrefix, HubPoints.CrossPrefix }.Where(kind => fields.Is(kind, fallback: true)),
        ];
    }

    private List<AdapterRecipe> ReadBottleneck(ConfigFields fields)
    {
        var form = new HubBottleneck(fields, version, HubPoints.HasSource(layout.Backbone));
        var points = new List<string>();
        if (fields.Is("mh_adapter"))
            points.Add(HubPoints.Attention);
        if (fields.Is("output_adapter"))
            points.Add(HubPoints.FeedForward);
        if (form.IsAtSource)
            points.Add(HubPoints.CrossAttention);

        var left = fields.GetIntegers("leave_out") ?? [];
        var sites = Encoder.Sites.Where(site => points.Contains(site.Point.Name) && !left.Contains(site.Layer)).ToList();
        var reductions = sites.Select(site => site.Layer).Distinct().ToDictionary(layer => layer, layer => ReadReduction(fields, layer));
        form.RequireAllRead();
        var parts = sites
            .GroupBy(site => Math.Max(1, (int)Math.Min(int.MaxValue, site.Point.Width / reductions[site.Layer])))
            .ToList();
        if (parts.Count > 1 && form.SharesWeights)
        {
            throw new InterchangeException(
                $"{fields.Path}: 'reduction_factor' depends on the layer, but adapters with shared weights have one width here.");
        }

        if (form.Invertible is not null && PublishedLayout.FindEntryDifference(layout.Backbone) is { } difference)
            throw new InterchangeException($"{fields.Path}: 'inv_adapter' cannot be read: {difference}.");

        return
        [
            .. parts.Select(part => new AdapterRecipe(
                form.Variant,
                form.CreateOptions(part.Key),
                [.. part.Select(site => new AdapterPlace(site.Layer, site.Point.Name))])
            {
                Placement = form.Placement,
                Units = part.Key,
            }),
            .. form.Invertible is { } invertible && !PublishedLayout.LacksEntry(layout.Backbone)
                ? [new AdapterRecipe(
                    InvertibleAdapter.Variant, invertible, [.. Encoder.EntrySites.Select(site => new AdapterPlace(site.Layer, site.Name))])]
                : (AdapterRecipe[])[],
        ];
    }

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
