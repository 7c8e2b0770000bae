namespace AdapterKit.Training.Tests;

public sealed class RecipeFingerprintTests
{
    private static readonly AdapterConfig Config = new(BottleneckAdapter.Variant)
    {
        Options = new BottleneckOptions { ReductionFactor = 2.5, Scaling = 0.5 },
        Points = ["attention"],
        Drop = DropSet.FirstLayers(1),
    };

    private static readonly AdapterConfig Fused =
        AdapterConfig.Fused(new FusionConfig(Setup.Fuse("vowels", "letters")) { Options = new() { Regularization = 0.5 } });

    private static readonly TrainingOptions Options = new() { LearningRate = 1.5e-3, RobustDrop = new DropDistribution([0.5, 1.5]) };

    [Fact]
    public void It_does_not_depend_on_the_culture()
    {
        string[] Compute() =>
        [
            RecipeFingerprint.Compute(Config),
            RecipeFingerprint.Compute(Fused),
            RecipeFingerprint.Compute(Options),
            RecipeFingerprint.Compute(new PretrainingOptions { MaskRate = 0.25 }),
        ];

        var expected = Compute();
        using var german = new GermanCulture();
        Assert.Equal(expected, Compute());
        Assert.All(expected, fingerprint => Assert.Matches("^sha256:[0-9a-f]{64}$", fingerprint));
    }

    [Fact]
    public void Equal_recipes_have_equal_fingerprints()
    {
        Assert.Equal(RecipeFingerprint.Compute(Config), RecipeFingerprint.Compute(Config with { Points = ["attention"] }));
        Assert.Equal(
            RecipeFingerprint.Compute(Options),
            RecipeFingerprint.Compute(Options with { RobustDrop = new DropDistribution([0.5, 1.5]) }));
    }

    [Fact]
    public void Every_difference_between_adapters_shows()
    {
        AdapterConfig[] configs =
        [
            Config,
            Config with { Options = new BottleneckOptions { ReductionFactor = 2, Scaling = 0.5 } },
            Config with { Options = new BottleneckOptions { ReductionFactor = 2.5, Scaling = 0.25 } },
            Config with { Options = new BottleneckOptions { ReductionFactor = 2.5, Scaling = 0.5, Bottleneck = 4 } },
            Config with { Options = new BottleneckOptions { ReductionFactor = 2.5, Scaling = 0.5, Activation = Activation.Gelu } },
            Config with { Placement = AdapterPlacement.Parallel },
            Config with { Points = null },
            Config with { Points = ["feed_forward"] },
            Config with { TuneNorms = false },
            Config with { Drop = DropSet.None },
            Fused,
            AdapterConfig.Fused(new FusionConfig(Setup.Fuse("vowels", "letters"))),
            AdapterConfig.Fused(new FusionConfig(Setup.Fuse("letters", "vowels"))),
            Prune("letters"),
            Prune("vowels"),
        ];

        Assert.Equal(configs.Length, configs.Select(RecipeFingerprint.Compute).Distinct().Count());
    }

    [Fact]
    public void Every_difference_between_options_shows()
    {
        TrainingOptions[] options =
        [
            Options,
            Options with { Mode = TrainingMode.Full },
            Options with { Epochs = 9 },
            Options with { Patience = 9 },
            Options with { BatchSize = 9 },
            Options with { LearningRate = 1.4e-3 },
            Options with { WarmUp = 0.2 },
            Options with { WeightDecay = 0.02 },
            Options with { ClipNorm = double.PositiveInfinity },
            Options with { Dropout = 0.2 },
            Options with { BalanceLabels = true },
            Options with { RobustDrop = null },
            Options with { RobustDrop = DropDistribution.Uniform },
            Options with { Seed = 2 },
        ];

        Assert.Equal(options.Length, options.Select(RecipeFingerprint.Compute).Distinct().Count());
    }

    private static AdapterConfig Prune(string kept)
    {
        var sites = new Dictionary<string, IReadOnlyList<Setup>> { ["layers.0.attention"] = [Setup.Of(kept)] };
        return AdapterConfig.Fused(new FusionConfig(Setup.Fuse("vowels", "letters")) { Pruning = new FusionPruning(sites) });
    }
}
