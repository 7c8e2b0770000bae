namespace AdapterKit.Onnx.Tests;

/// <summary>Parts that users write themselves, with a graph of their own or recognized by what they compute.</summary>
public sealed class OwnModuleTests
{
    [Fact]
    public void A_variant_writes_its_own_graph()
    {
        using var backbone = RandomModels.Create("bert", layers: 2);
        using var task = AnyTask.Create("any", backbone, new AdapterConfig(WrittenGateAdapter.Variant), deviation: 0.02);

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, 1e-5);
    }

    [Fact]
    public void A_variant_of_its_own_takes_part_in_a_fusion()
    {
        using var backbone = RandomModels.Create("bert", layers: 2);
        using var gate = AnyTask.Create(
            "gate", backbone, new AdapterConfig(WrittenGateAdapter.Variant) { TuneNorms = false }, deviation: 0.02);
        using var bottleneck = AnyTask.Create("bottleneck", backbone, new AdapterConfig(BottleneckAdapter.Variant) { TuneNorms = false });
        using var task = AnyTask.Create("any", backbone, AdapterConfig.Fused(new FusionConfig(Setup.Fuse("gate", "bottleneck"))) with
        {
            Members = [gate, bottleneck],
        });

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, 1e-5);
    }

    [Fact]
    public void A_sublayer_writes_its_own_graph()
    {
        using var backbone = new OwnBackbone(new HalvingLayer(new WrittenHalving()), new HandWrittenLayer());
        using var task = AnyTask.Create("any", backbone);

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, 1e-5);
    }

    [Fact]
    public void A_head_writes_its_own_graph()
    {
        using var backbone = RandomModels.Create("bert", layers: 1);
        using var task = AnyTask.Randomize(new WrittenTemperedTask(backbone).Evaluating(), 0.15);

        Assert.InRange(ExportedModel.MeasureDifference(task), 0, 1e-5);
    }
}
