using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Tasks with adapters of several variants, or of one with several options.</summary>
public sealed partial class UnionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Backbone backbone = TinyBert.Load();

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_union_computes_what_its_parts_compute_as_a_stack()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var union = Randomized(UnionTask.Declared.Create(backbone));
        var parts = UnionTask.Declared.Config.Sets
            .Select((set, index) => AnyTask.Named($"part{index}").Create(backbone, new AdapterConfig(set) { Drop = union.Config.Drop }))
            .ToList();
        foreach (var (name, weight) in parts.SelectMany(part => part.named_parameters()).Where(entry => IsAdapter(entry.name)))
            weight.copy_(union.get_parameter(name)!);

        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var together = backbone.Compile(union.Id, [union], purpose);
            using var stacked = backbone.Compile(Setup.Stack([.. parts.Select(part => Setup.Of(part.Id))]), parts, purpose);
            Tensors.AssertClose(backbone.Encode(batch, together), backbone.Encode(batch, stacked), 1e-5, $"the plan for {purpose}");
        }

        parts.ForEach(part => part.Dispose());
    }

    [Fact]
    public void A_saved_union_comes_back_and_answers_the_same()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var task = Randomized(UnionTask.Declared.Create(backbone));
        Bundle.Save(folder.Root, task);
        using var loaded = Bundle.Open(folder.Root).Load(UnionTask.Declared, backbone);

        Assert.Equal(
            task.Config.Sets.Select(set => (set.Variant, set.Options, set.Placement, set.TuneNorms)),
            loaded.Config.Sets.Select(set => (set.Variant, set.Options, set.Placement, set.TuneNorms)));
        Assert.Equal(task.named_parameters().Select(entry => entry.name), loaded.named_parameters().Select(entry => entry.name));
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        Tensors.AssertClose(loaded.Forward(batch), task.Forward(batch), 0, "the logits");
    }

    [Theory]
    [InlineData("\"variant\": \"bottleneck\"", "\"variant\": \"squeeze\"", "'squeeze', but 'lora' or 'bottleneck' is")]
    [InlineData("\"rank\": 2", "\"rank\": 2000000000", "layers.0.attention.q.adapter.a.weight")]
    [InlineData("\"placement\": \"Parallel\"", "\"placement\": null", "further")]
    [InlineData("\"feed_forward\"", "null", "'further.points' contains null")]
    public void A_damaged_manifest_of_a_union_is_refused_with_the_place(string before, string after, string reason)
    {
        using var task = UnionTask.Declared.Create(backbone);
        Bundle.Save(folder.Root, task);
        var (manifest, text) = (folder.PathOf("adapter.json"), File.ReadAllText(folder.PathOf("adapter.json")));
        File.WriteAllText(manifest, text.Replace(before, after, StringComparison.Ordinal));

        Assert.NotEqual(text, File.ReadAllText(manifest));
        var error = Assert.Throws<BundleException>(() => Bundle.Open(folder.Root).Load(UnionTask.Declared, backbone));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_adapters_at_one_place_are_refused()
    {
        var error = Assert.Throws<TaskConfigException>(() => AnyTask.Named("any").Create(backbone, new AdapterConfig(
            new AdapterSet(LoraAdapter.Variant) { Points = ["attention.q"] },
            new AdapterSet(Ia3Adapter.Variant))));

        Assert.Contains("'layers.0.attention.q'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_in_different_layers_may_share_a_point()
    {
        AdapterSet Bottlenecks(int width, string drop) => new(BottleneckAdapter.Variant)
        {
            Options = new BottleneckOptions { Bottleneck = width },
            Drop = DropSet.None.With(LayerSet.Parse(drop)),
        };
        using var task = AnyTask.Named("any").Create(backbone, new AdapterConfig(Bottlenecks(2, "0..1"), Bottlenecks(5, "2..3")));

        Assert.Equal(
            [5, 5, 2, 2],
            backbone.Encoder.Sites.Where(site => site.Point.Name == "attention")
                .Select(site => ((BottleneckAdapter)task.AdapterAt(site)!).named_parameters().First().parameter.size(0)));
        Bundle.Save(folder.Root, task);
        using var loaded = Bundle.Open(folder.Root).Load(task.Declaration, backbone);
        Assert.Equal(task.named_parameters().Select(entry => entry.name), loaded.named_parameters().Select(entry => entry.name));
    }

    [Fact]
    public void A_fusion_has_no_adapters_of_its_own_beside_it()
    {
        using var member = AnyTask.Named("member").Create(backbone);
        using var other = AnyTask.Named("other").Create(backbone);
        var fused = AdapterConfig.Fused(new FusionConfig(Setup.Fuse("member", "other")));
        var both = new AdapterConfig([.. fused.Sets, new AdapterSet(LoraAdapter.Variant)]) { Fusion = fused.Fusion };

        Assert.Contains(
            "fuses others and has adapters of its own",
            Assert.Throws<TaskConfigException>(() => AnyTask.Named("fused").Create(backbone, [member, other], both)).Message,
            StringComparison.Ordinal);
    }

    private static bool IsAdapter(string name) => name.StartsWith("layers.", StringComparison.Ordinal);

    private static TaskAdapter Randomized(TaskAdapter task)
    {
        using var frozen = no_grad();
        foreach (var weight in task.parameters())
            weight.normal_(0, 0.3);

        return task;
    }

    [TaskAdapter("union", Backbone = "bert")]
    [Adapter<LoraAdapter>(On = ["attention.q", "attention.v"], Options = nameof(LowRank))]
    [Adapter<BottleneckAdapter>(On = ["feed_forward"], Placement = AdapterPlacement.Parallel, TuneNorms = false, Drop = "0")]
    [AdapterDrop("3")]
    [Labels("no", "yes")]
    internal sealed partial class UnionTask : ClassificationTask
    {
        private static readonly LoraOptions LowRank = new() { Rank = 2, Alpha = 8 };
    }
}
