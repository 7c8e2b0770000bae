using System.Globalization;

namespace AdapterKit.Interchange;

/// <summary>Which products of a backbone a PEFT configuration gives adapters.</summary>
/// <param name="config">The configuration.</param>
/// <param name="layout">The backbone's keys.</param>
/// <param name="prefix">What precedes the keys of the model in the folder.</param>
internal sealed class PeftTargets(PeftConfig config, PublishedLayout layout, string prefix)
{
    private readonly ModuleNames targets = config.Targets ?? FindDefaults(config, layout);

    /// <summary>Whether the configuration names a module.</summary>
    /// <param name="path">The path of the module, without the model's prefix.</param>
    public bool Include(string path)
    {
        var module = prefix + path;
        if (config.Excluded.Match(module) || config.SavedModules.Any(saved => module.EndsWith(saved, StringComparison.Ordinal)))
            return false;

        return targets.AreAll || (targets.Match(module) && (!targets.AreListed || targets.Name(module) || IsInLayers(module)));
    }

    /// <summary>The adapters, grouped by rank and scaling.</summary>
    /// <exception cref="InterchangeException">A target is none of the products.</exception>
    public IReadOnlyList<AdapterRecipe> ReadRecipes()
    {
        var tables = FindTables();
        var other = layout.OtherMatrices.Except(tables.Select(table => layout.KeyOf(table)!)).FirstOrDefault(Include);
        if (!targets.AreAll && other is not null)
        {
            throw new InterchangeException(
                $"{config.Path}: the target '{other}' is neither a product of a sub-layer nor a table of words or positions, and nothing "
                + "else can be adapted.");
        }

        var sites = FindSites();
        return config.Method == PeftMethod.Ia3
            ? ReadIa3(sites)
            : [.. ReadLora(sites), .. tables.Select(ReadTable), .. ReadTokens(tables), .. ReadBiases(tables)];
    }

    /// <summary>The products that the configuration names.</summary>
    public IReadOnlyList<ProjectionSite> FindSites() =>
        [.. layout.Backbone.Encoder.ProjectionSites.Where(site => layout.KeyOf(site) is { } key && Include(key))];

    /// <summary>Whether the bias of a product that the configuration names was trained, too.</summary>
    public bool TrainsBias(ProjectionSite site) => config.Biases != PeftBiases.None && layout.Biases.Contains(layout.KeyOf(site)!);

    /// <summary>The tables of the embeddings that the configuration names.</summary>
    /// <exception cref="InterchangeException">Adapters of this kind cannot change a table, or there are several.</exception>
    public IReadOnlyList<EmbeddingTable> FindTables()
    {
        List<EmbeddingTable> found = targets.AreAll
            ? []
            : [.. Enum.GetValues<EmbeddingTable>().Where(table => layout.KeyOf(table) is { } key && Include(key))];
        var isPlain = config is { Method: PeftMethod.Lora, IsDora: false, HasBias: false } && !PeftStart.Changes(config);
        if (found.Count > 0 && !isPlain)
        {
            throw new InterchangeException(
                $"{config.Path}: the target '{layout.KeyOf(found[0])}' is a table of the embeddings, which plain LoRA alone can change.");
        }

        return found.Count < 2
            ? found
            : throw new InterchangeException($"{config.Path}: the targets name the tables of words and of positions; a task changes one.");
    }

    private static AdapterPlace PlaceOf(ProjectionSite site) => new(site.Layer, site.Name);

    private static ModuleNames FindDefaults(PeftConfig config, PublishedLayout layout) => (
        layout.Names.ModelType, config.Method == PeftMethod.Ia3) switch
    {
        ("bert" or "roberta" or "electra", false) => ModuleNames.Of("query", "value"),
        ("bert" or "roberta" or "electra", true) => ModuleNames.Of("key", "value", "output.dense"),
        ("llama", false) => ModuleNames.Of("q_proj", "v_proj"),
        ("llama", true) => ModuleNames.Of("k_proj", "v_proj", "down_proj"),
        ("t5", false) => ModuleNames.Of("q", "v"),
        ("t5", true) => ModuleNames.Of("k", "v", "wo"),
        ("bart", false) => ModuleNames.Of("q_proj", "v_proj"),
        ("gpt2", false) => ModuleNames.Of("c_attn"),
        ("gpt2", true) => ModuleNames.Of("c_attn", "mlp.c_proj"),
        _ => throw new InterchangeException(
            $"{config.Path}: 'target_modules' is missing, and PEFT has no default for models of type '{layout.Names.ModelType}'."),
    };

    private List<AdapterRecipe> ReadLora(IReadOnlyList<ProjectionSite> sites) =>
    [
        .. from site in sites
           let variant = config.IsDora ? DoraAdapter.Variant : TrainsBias(site) ? BitFitLoraAdapter.Variant : LoraAdapter.Variant
           group site by (Variant: variant, Options: ReadOptions(layout.KeyOf(site)!)) into part
           select new AdapterRecipe(part.Key.Variant, part.Key.Options, [.. part.Select(PlaceOf)]) { Units = part.Key.Options.Rank },
    ];

    // Those of products with LoRA are a part of its variant.
    private IEnumerable<AdapterRecipe> ReadBiases(IReadOnlyList<EmbeddingTable> tables)
    {
        if (config.Biases == PeftBiases.All && PeftBiases.FindOther(layout) is { } other)
        {
            throw new InterchangeException(
                $"{config.Path}: 'bias' is '{config.Biases}', which trains the bias of '{other}', where a task has no adapter.");
        }

        var places = PeftBiases.Find(config.Biases, layout, FindSites().Contains);
        if (tables.Count + config.Tokens.Count > 0 && places.Values.Contains(EmbeddingBiasAdapter.Variant))
        {
            throw new InterchangeException(
                $"{config.Path}: 'bias' is '{config.Biases}', which trains the norm of the embeddings, whose table is changed, too; a task "
                + "has one such adapter.");
        }

        return from place in places
               where place.Value != BitFitLoraAdapter.Variant
               group new AdapterPlace(place.Key.Layer, place.Key.Name) by place.Value into part
               select new AdapterRecipe(part.Key, part.Key.Defaults, [.. part])
               {
                   Placement = part.Key == NormBiasAdapter.Variant ? AdapterPlacement.AfterNorm : AdapterPlacement.Sequential,
               };
    }

    // PEFT gives a head that shares the table of words the same rows.
    private AdapterRecipe[] ReadTokens(IReadOnlyList<EmbeddingTable> tables)
    {
        if (config.Tokens.Count == 0)
            return [];

        if (layout.Backbone is ILanguageModel or IEncoderDecoder && !layout.OtherMatrices.Contains("lm_head"))
        {
            throw new InterchangeException(
                $"{config.Path}: 'trainable_token_indices' changes rows that the head of the model shares, which a task leaves as they "
                + "are.");
        }

        var options = new TokenRowsOptions { Tokens = string.Join(',', config.Tokens) };
        return tables.Count == 0
            ? [new AdapterRecipe(TokenRowsAdapter.Variant, options, EntryPlaces) { Units = config.Tokens.Count }]
            : throw new InterchangeException(
                $"{config.Path}: 'trainable_token_indices' and LoRA change tables of the embeddings; a task has one such adapter.");
    }

    private IReadOnlyList<AdapterPlace> EntryPlaces =>
        [.. layout.Backbone.Encoder.EntrySites.Select(site => new AdapterPlace(site.Layer, site.Name))];

    private AdapterRecipe ReadTable(EmbeddingTable table)
    {
        var options = ReadOptions(layout.KeyOf(table)!);
        return new AdapterRecipe(
            EmbeddingLoraAdapter.Variant,
            new EmbeddingLoraOptions
            {
                Table = table,
                Rank = options.Rank,
                Alpha = options.Alpha,
                RankStabilized = options.RankStabilized,
            },
            EntryPlaces)
        {
            Units = options.Rank,
        };
    }

    // In a feed-forward network, the paper scales what follows the activation: the input of the second product.
    private List<AdapterRecipe> ReadIa3(IReadOnlyList<ProjectionSite> sites) =>
    [
        .. from site in sites
           group site by config.FeedForward.Match(prefix + layout.KeyOf(site)) into part
           select new AdapterRecipe(part.Key ? Ia3InputAdapter.Variant : Ia3Adapter.Variant, new NoOptions(), [.. part.Select(PlaceOf)]),
    ];

    /// <summary>The rank and the scaling of LoRA at a module.</summary>
    /// <param name="path">The path of the module, without the model's prefix.</param>
    /// <exception cref="InterchangeException">The rank is no positive integer.</exception>
    public LoraOptions ReadOptions(string path)
    {
        var module = prefix + path;
        var rank = ModulePattern.Find(config.Ranks, module, config.Rank);
        if (rank < 1 || rank != Math.Floor(rank) || rank > int.MaxValue)
            throw new InterchangeException($"{config.Path}: the rank of '{module}' is {rank}, but must be a positive integer.");

        return new LoraOptions
        {
            Rank = (int)rank,
            Alpha = ModulePattern.Find(config.Alphas, module, config.Alpha),
            RankStabilized = config.RankStabilized,
            HasBias = config.HasBias,
        };
    }

    private bool IsInLayers(string module)
    {
        if (config.Layers is not { Count: > 0 } layers)
            return true;

        IReadOnlyList<string> patterns = config.LayerPatterns is { Count: > 0 } given ? given : ["[^.]*"];
        var found = patterns
            .Select(pattern => PythonPattern.WholeOf(config.Path, "layers_pattern", $@".*\.{pattern}\.(\d+)\..*").Match(module))
            .FirstOrDefault(match => match.Success);
        return found is not null && layers.Contains(int.Parse(found.Groups[^1].Value, CultureInfo.InvariantCulture));
    }
}
