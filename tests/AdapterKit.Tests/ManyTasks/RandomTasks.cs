namespace AdapterKit.Tests;

/// <summary>
/// Tasks with everything drawn at random: variants, widths, placements, norms of their own, sites left out, and some that fuse others.
/// </summary>
internal sealed class RandomTasks : IDisposable
{
    private readonly Random any;
    private readonly bool areCausal;
    private readonly Backbone backbone;
    private readonly List<TaskAdapter> tasks = [];

    // Beside a longer prompt there is more padding, which gates over all positions see.
    private readonly bool hasPrompts;

    /// <param name="backbone">The backbone; borrowed.</param>
    /// <param name="any">Draws what is random.</param>
    /// <param name="areCausal">Whether no adapter reads later tokens, as a gate that is the mean over a text does.</param>
    public RandomTasks(Backbone backbone, Random any, bool areCausal = false)
    {
        (this.backbone, this.any, this.areCausal) = (backbone, any, areCausal);
        hasPrompts = !areCausal && any.Next(2) == 0;
        var (placement, activation) = (One(Enum.GetValues<AdapterPlacement>()), One(Activation.Relu, Activation.Silu, Activation.Sigmoid));
        var own = Enumerable.Range(0, any.Next(2, 7)).Select(
            index => Own($"task{index}", placement, activation)).ToList();
        tasks.AddRange(own);
        if (own.Count > 2)
            tasks.AddRange(Enumerable.Range(0, any.Next(3)).Select(index => Fused($"fused{index}", own)));

        foreach (var task in tasks)
            Randomize(task);

        // Members that are trained no more are merged.
        if (any.Next(2) == 0)
            own.ForEach(task => task.Freeze());
    }

    public IReadOnlyList<TaskAdapter> All => tasks;

    /// <summary>A name, a stack, or one of them with sites left out.</summary>
    public Setup Branch()
    {
        Setup setup = One<TaskAdapter>([.. tasks]).Id;
        if (any.Next(4) == 0)
            setup = Setup.Stack(One<TaskAdapter>([.. tasks]).Id, setup);

        var last = backbone.Encoder.ProjectionSites[^1].Name;
        string?[] points = [null, "attention", "feed_forward", "attention.v", "attention.memory", last, "embeddings"];
        return any.Next(3) == 0 ? setup.Drop($"0..{any.Next(3)}", One(points)) : setup;
    }

    public TokenBatch Texts(int count)
    {
        var rows = Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, any.Next(1, 9)).Select(_ => any.Next(1, 101)).ToArray());
        return TokenBatch.Pad([.. rows], padId: 0, backbone.Device);
    }

    public void Dispose()
    {
        foreach (var task in Enumerable.Reverse(tasks))
            task.Dispose();
    }

    private T One<T>(params T[] choices) => choices[any.Next(choices.Length)];

    private DropSet Layers() => DropSet.None.With(LayerSet.Of(Enumerable.Range(0, any.Next(1, 4))));

    private TaskAdapter Own(string name, AdapterPlacement placement, Activation activation)
    {
        AdapterSet[] sets = any.Next(13) switch
        {
            0 or 1 => [Projections([.. backbone.Encoder.ProjectionSites.Select(site => site.Name).Distinct()])],
            2 => [Bottlenecks(placement, activation), Projections(["attention.q", "attention.v"]), Projections(["attention.k"])],
            3 => [Prefixes()],
            4 => [Bottlenecks(placement, activation), Prefixes()],
            5 => [Extended(placement, activation), Projections(["attention.q"]), Prefixes()],
            6 => [Compacters(placement, activation)],
            7 when !areCausal => [new(LoreftAdapter.Variant) { Placement = placement, Options = new LoreftOptions { Last = any.Next(3) } }],
            8 => [NormBiases()],
            _ => [Bottlenecks(placement, activation)],
        };
        if (any.Next(4) == 0)
            sets = [.. sets, Entries(activation)];

        return AnyTask.Named(name).Create(backbone, new(sets) { Drop = any.Next(2) == 0 ? Layers() : DropSet.None });
    }

    // Mostly alike, so that there is something to batch.
    private AdapterSet Bottlenecks(AdapterPlacement placement, Activation activation) => new(BottleneckAdapter.Variant)
    {
        Placement = any.Next(4) == 0 ? One(Enum.GetValues<AdapterPlacement>()) : placement,
        Options = new BottleneckOptions
        {
            Bottleneck = any.Next(1, 7),
            Activation = any.Next(4) == 0 ? One(Enum.GetValues<Activation>()) : activation,
            Scaling = any.Next(1, 4) / 2.0,
            LearnScaling = any.Next(2) == 0,
        },
        Points = any.Next(3) == 0 ? [One("attention", "feed_forward")] : null,
        TuneNorms = any.Next(2) == 0,
        Drop = any.Next(4) == 0 ? Layers() : DropSet.None,
    };

    private AdapterSet Compacters(AdapterPlacement placement, Activation activation) => new(CompacterAdapter.Variant)
    {
        Placement = placement,
        Options = new CompacterOptions
        {
            Bottleneck = 2 * any.Next(1, 4),
            Activation = activation,
            Dimension = 2,
            Rank = any.Next(1, 3),
            Factorized = any.Next(2) == 0,
            ShareRule = any.Next(2) == 0,
            FactorizeRule = any.Next(2) == 0,
            ShareWeights = any.Next(2) == 0,
            Bias = any.Next(2) == 0,
            LearnScaling = any.Next(2) == 0,
        },
        TuneNorms = any.Next(2) == 0,
        Drop = any.Next(4) == 0 ? Layers() : DropSet.None,
    };

    private AdapterSet Extended(AdapterPlacement placement, Activation activation) => new(ExtendedBottleneckAdapter.Variant)
    {
        Placement = placement,
        Options = new ExtendedBottleneckOptions
        {
            Bottleneck = any.Next(1, 7),
            Activation = activation,
            ScaleChannels = any.Next(2) == 0,
            Gating = AnyGating(),
            NormBefore = any.Next(2) == 0,
            NormAfter = One(Enum.GetValues<NormAfter>()),
        },
        TuneNorms = any.Next(2) == 0,
    };

    private AdapterSet Prefixes()
    {
        var (gating, apart) = (AnyGating(), any.Next(2) == 0);
        var isComputed = any.Next(2) == 0;
        return new(isComputed ? ComputedPrefixAdapter.Variant : PrefixAdapter.Variant)
        {
            Options = isComputed
                ? new ComputedPrefixOptions { Length = any.Next(1, 4), Units = 5, Gating = gating, GatesApart = apart }
                : new PrefixOptions { Length = any.Next(1, 4), Gating = gating, GatesApart = apart },
            Drop = any.Next(2) == 0 ? Layers() : DropSet.None,
        };
    }

    private AdapterSet NormBiases() => new(NormBiasAdapter.Variant)
    {
        Placement = AdapterPlacement.AfterNorm,
        TuneNorms = any.Next(2) == 0,
        Drop = any.Next(4) == 0 ? Layers() : DropSet.None,
    };

    private Gating AnyGating() => areCausal ? Gating.None
        : hasPrompts ? One(Gating.None, Gating.RealTokens)
        : One(Gating.None, Gating.AllPositions);

    private AdapterSet Entries(Activation activation) => any.Next(5) == 0 ? new(EmbeddingBiasAdapter.Variant)
        : backbone.Tables is not null && any.Next(4) == 0
        ? new(TokenRowsAdapter.Variant)
        {
            Options = new TokenRowsOptions { Tokens = string.Join(',', Enumerable.Range(1, 100).Where(_ => any.Next(3) == 0).Append(0)) },
        }
        : backbone.Tables is not null && any.Next(3) == 0
        ? new(EmbeddingLoraAdapter.Variant)
        {
            Options = new EmbeddingLoraOptions { Table = One(Enum.GetValues<EmbeddingTable>()), Rank = any.Next(1, 4) },
        }
        : !hasPrompts || any.Next(3) == 0
        ? new(InvertibleAdapter.Variant) { Options = new InvertibleOptions { Activation = activation } }
        : new(PromptAdapter.Variant) { Options = new PromptOptions { Length = any.Next(1, 4) } };

    private AdapterSet Projections(string[] points)
    {
        var (variant, options) = any.Next(10) switch
        {
            0 => (Ia3Adapter.Variant, (VariantOptions)new NoOptions()),
            1 => (DoraAdapter.Variant, new LoraOptions { Rank = any.Next(1, 5), Alpha = any.Next(1, 4) }),
            2 => (Ia3InputAdapter.Variant, new NoOptions()),
            5 => (BitFitAdapter.Variant, new NoOptions()),
            6 => (BitFitLoraAdapter.Variant, new LoraOptions { Rank = any.Next(1, 7), Alpha = any.Next(1, 4) }),
            4 => (VeraAdapter.Variant, new VeraOptions { Rank = any.Next(1, 7) }),
            3 when !areCausal => (GatedLoraAdapter.Variant, new GatedLoraOptions { Rank = any.Next(1, 5) }),
            _ => (LoraAdapter.Variant, new LoraOptions { Rank = any.Next(1, 7), Alpha = any.Next(1, 4) }),
        };
        return new(variant)
        {
            Options = options,
            Points = [.. points.Where(_ => any.Next(2) == 0)],
            Drop = any.Next(4) == 0 ? Layers() : DropSet.None,
        };
    }

    private TaskAdapter Fused(string name, List<TaskAdapter> sources)
    {
        var alike = sources.Where(source => source.Config.Sets.All(
                set => set.Variant.Kind == PlaceKind.Residual && set.Options is not ExtendedBottleneckOptions { NormAfter: NormAfter.Sum }))
            .GroupBy(source => source.Config.Placement)
            .MaxBy(group => group.Count())?.ToList() ?? [];
        return alike.Count < 2
            ? Own(name, AdapterPlacement.Parallel, Activation.Relu)
            : AnyTask.Named(name).Create(
                backbone, sources, AdapterConfig.Fused(new FusionConfig(Setup.Fuse([.. alike.Select(source => Setup.Of(source.Id))]))));
    }

    private void Randomize(TaskAdapter task)
    {
        using var frozen = no_grad();
        foreach (var (name, parameter) in task.named_parameters())
        {
            nn.init.normal_(parameter, 0, 0.2);
            if (name.EndsWith("norm.weight", StringComparison.Ordinal) || name.EndsWith(".scale", StringComparison.Ordinal))
                parameter.add_(1);
        }

        task.eval();
    }
}
