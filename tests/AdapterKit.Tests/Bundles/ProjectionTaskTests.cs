using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Tasks whose adapters change products of sub-layers, from the declaration to the bundle.</summary>
public sealed partial class ProjectionTaskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Backbone backbone = TinyBert.Load();

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_declared_task_has_adapters_at_the_products_that_it_names()
    {
        using var task = (LoraTask)LoraTask.Declared.Create(backbone);

        Assert.Equal(
            from layer in Enumerable.Range(1, 3)
            from product in (string[])["attention.q", "attention.v"]
            from weight in (string[])["a", "b"]
            select $"layers.{layer}.{product}.adapter.{weight}.weight",
            task.named_parameters().Select(entry => entry.name).Where(name => !name.StartsWith("head.", StringComparison.Ordinal)));
        Assert.Equal(1, task.Plan.FirstLayer);
    }

    [Fact]
    public void A_saved_task_comes_back_and_answers_the_same()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        foreach (var declaration in new[] { LoraTask.Declared, Ia3Task.Declared, DoraTask.Declared, PrefixTask.Declared })
        {
            using var task = declaration.Create(backbone);
            using (no_grad())
            {
                foreach (var weight in task.parameters())
                    weight.normal_(0, 0.5);
            }

            using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
            var expected = task.Forward(batch);
            Bundle.Save(folder.PathOf(declaration.Id), task);
            using var loaded = Bundle.Open(folder.PathOf(declaration.Id)).Load(declaration, backbone);

            Assert.Equal(task.Config.Points, loaded.Config.Points);
            Tensors.AssertClose(loaded.Forward(batch), expected, 1e-5, declaration.Id);
        }
    }

    [Fact]
    public void A_rank_that_the_weights_do_not_have_is_refused_before_anything_is_built()
    {
        using var task = LoraTask.Declared.Create(backbone);
        Bundle.Save(folder.Root, task);
        var manifest = folder.PathOf("adapter.json");
        File.WriteAllText(
            manifest, File.ReadAllText(manifest).Replace("\"rank\": 4", "\"rank\": 2000000000", StringComparison.Ordinal));

        Assert.Contains(
            "layers.1.attention.q.adapter.a.weight",
            Assert.Throws<BundleException>(() => Bundle.Open(folder.Root).Load(LoraTask.Declared, backbone)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attention")]
    [InlineData("attention.query")]
    public void A_product_that_does_not_exist_is_refused_with_those_that_do(string point)
    {
        var error = Assert.Throws<TaskConfigException>(
            () => AnyTask.Named("any").Create(backbone, new AdapterConfig(LoraAdapter.Variant) { Points = [point] }));

        Assert.Contains($"'{point}'", error.Message, StringComparison.Ordinal);
        Assert.Contains("attention.q, attention.k, attention.v, attention.o, feed_forward.fc1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fusion_refuses_adapters_at_products_as_members()
    {
        using var lora = LoraTask.Declared.Create(backbone);
        using var other = AnyTask.Named("other").Create(backbone);
        var config = AdapterConfig.Fused(new FusionConfig(Setup.Fuse(lora.Id, other.Id)));

        Assert.Contains(
            $"cannot fuse '{lora.Id}'",
            Assert.Throws<TaskConfigException>(() => AnyTask.Named("fused").Create(backbone, [lora, other], config)).Message,
            StringComparison.Ordinal);
    }

    [TaskAdapter("lora", Backbone = "bert")]
    [Placement(Points = ["attention.q", "attention.v"])]
    [AdapterDrop("0")]
    [Labels("no", "yes")]
    internal sealed partial class LoraTask : ClassificationTask<LoraAdapter>
    {
        [Options] private static readonly LoraOptions LowRank = new() { Rank = 4, Alpha = 8 };
    }

    [TaskAdapter("dora", Backbone = "bert")]
    [Placement(Points = ["attention.q", "feed_forward.fc2"])]
    [Labels("no", "yes")]
    internal sealed partial class DoraTask : ClassificationTask<DoraAdapter>;

    [TaskAdapter("prefix", Backbone = "bert")]
    [AdapterDrop("0..1")]
    [Labels("no", "yes")]
    internal sealed partial class PrefixTask : ClassificationTask<PrefixAdapter>;

    [TaskAdapter("ia3", Backbone = "bert")]
    [Placement(Points = ["attention.k", "attention.v", "feed_forward.fc1"])]
    [Labels("no", "yes")]
    internal sealed partial class Ia3Task : ClassificationTask<Ia3Adapter>;
}
