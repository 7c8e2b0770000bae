namespace AdapterKit.Onnx.Tests;

/// <summary>Adapters of every placement on every declared model, against ONNX Runtime.</summary>
public sealed class AdapterExportTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string, AdapterPlacement> Placements
    {
        get
        {
            var data = new TheoryData<string, AdapterPlacement>();
            foreach (var type in RandomModels.Types)
            {
                foreach (var placement in Enum.GetValues<AdapterPlacement>())
                    data.Add(type, placement);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Placements))]
    public void A_task_computes_in_onnx_runtime_what_it_computes_here(string type, AdapterPlacement placement)
    {
        using var backbone = RandomModels.Create(type);
        using var task = AnyTask.Create("any", backbone, Bottleneck with { Placement = placement });

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
    }

    [Theory]
    [InlineData(true, true, 2.5)]
    [InlineData(true, false, 1)]
    [InlineData(false, true, 1)]
    [InlineData(false, false, 0.5)]
    public void Norms_and_scalings_are_those_of_the_task(bool tuneNorms, bool learnScaling, double scaling)
    {
        using var backbone = RandomModels.Create("bert");
        using var task = AnyTask.Create("any", backbone, Bottleneck with
        {
            TuneNorms = tuneNorms,
            Options = new BottleneckOptions { Bottleneck = 5, Scaling = scaling, LearnScaling = learnScaling },
        });

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void Every_form_of_head_is_written(bool norm, int hidden)
    {
        using var backbone = RandomModels.Create("bert");
        using var task = AnyTask.Create("any", backbone, Bottleneck with { Head = new HeadForm { Norm = norm, Hidden = hidden } });

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
    }

    [Theory, MemberData(nameof(Activations))]
    public void Every_activation_is_written(Activation activation)
    {
        using var backbone = RandomModels.Create("bert", activation: activation);
        using var task = AnyTask.Create("any", backbone, Bottleneck with
        {
            Options = new BottleneckOptions { Bottleneck = 6, Activation = activation },
        });

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
    }

    [Theory, MemberData(nameof(Poolings))]
    public void Every_pooling_is_written(Pooling pooling)
    {
        using var backbone = RandomModels.Create("bert", pooling);
        using var task = AnyTask.Create("any", backbone, Bottleneck);

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
    }

    [Theory, MemberData(nameof(EveryPlacement))]
    public void Pre_norm_layers_are_written(AdapterPlacement placement)
    {
        manual_seed(3);
        using var backbone = new PreNormBackbone();
        using var task = AnyTask.Create("any", backbone, Bottleneck with { Placement = placement });

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
    }

    [Theory, MemberData(nameof(Extensions))]
    public void Gates_norms_and_factors_of_a_bottleneck_are_written(AdapterPlacement placement, Gating gating, NormAfter after, bool more)
    {
        using var backbone = RandomModels.Create("roberta");
        using var task = AnyTask.Create("any", backbone, new AdapterConfig(ExtendedBottleneckAdapter.Variant)
        {
            Placement = placement,
            Options = new ExtendedBottleneckOptions
            {
                Bottleneck = 6,
                Activation = Activation.Gelu,
                Scaling = 1.5,
                LearnScaling = more,
                ScaleChannels = more,
                NormBefore = more,
                Gating = gating,
                NormAfter = after,
            },
        });

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
        Assert.InRange(ExportedModel.MeasureDifference(task, DropSet.FirstLayers(1)), 0, Tolerance);
    }

    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    public void Biases_of_products_and_norms_are_written(string type)
    {
        using var backbone = RandomModels.Create(type);
        using var task = AnyTask.Create("any", backbone, new AdapterConfig(
            new AdapterSet(BitFitAdapter.Variant),
            new AdapterSet(NormBiasAdapter.Variant) { Placement = AdapterPlacement.AfterNorm, TuneNorms = false }));

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
    }

    [Fact]
    public void Declared_drops_and_points_without_adapters_are_left_out()
    {
        using var backbone = RandomModels.Create("bert");
        using var task = AnyTask.Create("any", backbone, Bottleneck with { Points = ["feed_forward"], Drop = DropSet.FirstLayers(1) });
        using var everywhere = AnyTask.Create("any", backbone, Bottleneck);
        using var model = new ExportedModel([task]);
        using var larger = new ExportedModel([everywhere]);

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, Tolerance);
        Assert.True(model.Export.Operators < larger.Export.Operators);
    }

    [Fact]
    public void Layers_are_dropped_while_exporting()
    {
        using var backbone = RandomModels.Create("bert");
        using var task = AnyTask.Create("any", backbone, Bottleneck);
        var drop = DropSet.FirstLayers(2).With(LayerSet.Parse("2"), "attention");

        Assert.InRange(ExportedModel.MeasureDifference(task, drop), 0, Tolerance);
        using var model = new ExportedModel([task], drop);
        using var batch = RandomModels.CreateBatch(new Random(1));
        Assert.True(model.MeasureDifference(batch, task) > 1e-3, "the adapters were not left out");
    }

    [Fact]
    public void A_text_without_tokens_and_a_batch_without_padding_are_allowed()
    {
        using var backbone = RandomModels.Create("bert", Pooling.Mean);
        using var task = AnyTask.Create("any", backbone, Bottleneck);
        using var model = new ExportedModel([task]);
        using var empty = TokenBatch.Pad([[5, 6, 7], []], 0);
        using var full = TokenBatch.Pad([[5, 6, 7], [7, 8, 9]], 0);

        Assert.InRange(model.MeasureDifference(empty, task), 0, Tolerance);
        Assert.InRange(model.MeasureDifference(full, task), 0, Tolerance);
    }

    public static TheoryData<AdapterPlacement, Gating, NormAfter, bool> Extensions
    {
        get
        {
            var data = new TheoryData<AdapterPlacement, Gating, NormAfter, bool>();
            foreach (var placement in Enum.GetValues<AdapterPlacement>())
            {
                foreach (var gating in Enum.GetValues<Gating>())
                {
                    foreach (var after in Enum.GetValues<NormAfter>())
                        data.Add(placement, gating, after, data.Count % 2 == 0);
                }
            }

            return data;
        }
    }

    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

    public static TheoryData<Pooling> Poolings => [.. Enum.GetValues<Pooling>()];

    public static TheoryData<AdapterPlacement> EveryPlacement => [.. Enum.GetValues<AdapterPlacement>()];

    private static AdapterConfig Bottleneck => new(BottleneckAdapter.Variant) { Options = new BottleneckOptions { Bottleneck = 7 } };
}
