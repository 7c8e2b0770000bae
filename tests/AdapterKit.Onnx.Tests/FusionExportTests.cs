namespace AdapterKit.Onnx.Tests;

/// <summary>Fusions against ONNX Runtime.</summary>
public sealed class FusionExportTests
{
    private const double Tolerance = 1e-5;

    [Theory, MemberData(nameof(Seeds))]
    public void A_random_fusion_computes_in_onnx_runtime_what_it_computes_here(int seed)
    {
        using var backbone = RandomModels.Create(seed % 2 == 0 ? "bert" : "distilbert", layers: 2);
        using var fusion = RandomFusion.Draw(backbone, seed);

        var difference = ExportedModel.MeasureDifference(fusion.Task, seed: seed);

        Assert.True(difference <= Tolerance, $"{fusion.Description} differs by {difference}.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_pruned_fusion_is_written_with_its_products(int keep)
    {
        using var backbone = RandomModels.Create("bert", layers: 2);
        foreach (var seed in Enumerable.Range(0, 8))
        {
            using var fusion = RandomFusion.Draw(backbone, seed);
            using var attention = new MeanAttention(fusion.Task);
            using var batch = RandomModels.CreateBatch(new Random(seed));
            attention.Add(batch);
            using var pruned = FusionPruner.Prune(fusion.Task, attention.Sites, keep);

            var difference = ExportedModel.MeasureDifference(pruned, seed: seed);

            Assert.True(difference <= Tolerance, $"{fusion.Description}, pruned to {keep}, differs by {difference}.");
        }
    }

    [Fact]
    public void A_frozen_task_is_written_like_any_other()
    {
        using var backbone = RandomModels.Create("bert", layers: 2);
        using var fusion = RandomFusion.Draw(backbone, 4);
        fusion.Task.Freeze();

        Assert.InRange(ExportedModel.MeasureDifference(fusion.Task), 0, Tolerance);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];
}
