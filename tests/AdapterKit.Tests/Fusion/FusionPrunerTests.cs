using System.Text.Json.Nodes;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Fusions with their least used members taken out (Rücklé et al. 2021, §5).</summary>
public sealed class FusionPrunerTests : IDisposable
{
    private static readonly string[] Names = ["one", "two", "three", "four"];

    private readonly TemporaryFolder folder = new();
    private readonly BertModel backbone = TinyBert.Load();
    private readonly List<TaskAdapter> tasks = [];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    public void Dispose()
    {
        tasks.ForEach(task => task.Dispose());
        backbone.Dispose();
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void All_members_kept_change_no_bit(int seed)
    {
        var whole = Random(seed);
        using var pruned = FusionPruner.Prune(whole, Attention(whole), Names.Length);

        Assert.Equal(Answer(whole), Answer(pruned));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Few_members_kept_are_a_softmax_over_these(int seed)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var whole = Random(seed);
        var attention = Attention(whole);
        var keep = 1 + (seed % 3);
        using var pruned = FusionPruner.Prune(whole, attention, keep);
        var (h, a) = (randn(2, 5, backbone.Width), randn(2, 5, backbone.Width));

        foreach (var site in attention)
        {
            var least = site.Weights.Index().OrderBy(entry => entry.Item).Take(site.Weights.Count - keep).Select(entry => entry.Index)
                .ToArray();
            var tasks = site.Members.Select(member => whole.Config.Members.Single(task => task.Id == member.Names[0]));
            var adapters = tasks.Select(task => task.AdapterAt(site.Site)!).ToList();
            var norm = site.Site.Point.Norm!;
            var expected = TextbookFusion.Site(whole.FusionAt(site.Site)!, Placement(whole), adapters, h, a, x => norm.call(x), least);

            using var live = ((IPlannedTask)pruned).CreateStep(site.Site, PlanPurpose.Training, probe: null)!;
            using var folded = ((IPlannedTask)pruned).CreateStep(site.Site, PlanPurpose.Inference, probe: null)!;
            foreach (var step in new[] { live, folded })
            {
                Tensors.AssertClose(
                    new StackedSite(new(NormPlacement.Post, norm), [step]).After(h, a, tokens: null),
                    expected,
                    1e-5,
                    $"{site.Site}, {whole.Config.Fusion!.Options}");
            }
        }
    }

    [Fact]
    public void A_pruned_bundle_is_smaller_needs_no_source_it_does_not_use_and_comes_back()
    {
        var whole = Fuse(new FusionOptions(), bottleneck: 4);
        using var pruned = FusionPruner.Prune(whole, Prefer(whole, "two", "four"), keep: 2);
        var before = Bundle.Save(folder.PathOf("whole"), whole);
        var bundle = Bundle.Save(folder.PathOf("pruned"), pruned);

        TaskAdapter[] left = [.. whole.Config.Members.Where(source => source.Id is "two" or "four")];
        using var loaded = bundle.Load(AnyTask.Declared, backbone, left);

        Assert.True(bundle.Size < before.Size / 2, $"{bundle.Size} of {before.Size} bytes");
        Assert.Equal(["two", "four"], bundle.Manifest.Fusion!.MemberHashes.Keys);
        Assert.Equal(pruned.Config.Fusion, loaded.Config.Fusion);
        Assert.Equal(left, loaded.Config.Members);
        Assert.Equal(Answer(pruned), Answer(loaded));
    }

    [Fact]
    public void A_member_may_be_left_in_one_layer_and_not_in_another()
    {
        var whole = Fuse(new FusionOptions(), bottleneck: 4);
        using var pruned = FusionPruner.Prune(
            whole, [.. Attention(whole).Index().Select(entry => Prefer(entry.Item, Names[entry.Index % 3]))], keep: 1);
        using var loaded = Bundle.Save(folder.PathOf("pruned"), pruned).Load(AnyTask.Declared, backbone, pruned.Config.Members);
        using var batch = Batch();
        using var attention = loaded.FusionAttention(batch);

        Assert.Equal(["one", "two", "three"], loaded.Config.Fusion!.Setup.Names);
        foreach (var (index, site) in attention.Sites.Index())
        {
            using var own = attention.At(site, Names[index % 3]);
            Assert.All(own!.data<float>(), weight => Assert.Equal(1, weight));
            Assert.Null(attention.At(site, Names[(index + 1) % 3]));
        }
    }

    [Fact]
    public void A_single_member_has_neither_query_nor_key()
    {
        var whole = Fuse(new FusionOptions { Temperature = true }, bottleneck: 4);
        using var products = FusionPruner.Prune(whole, Attention(whole), keep: 1);
        Assert.All(Fusions(products), key => Assert.EndsWith(".fusion.values.weight", key, StringComparison.Ordinal));

        var wide = Fuse(new FusionOptions { Temperature = true }, bottleneck: 40);
        using var projections = FusionPruner.Prune(wide, Attention(wide), keep: 1);
        Assert.All(Fusions(projections), key => Assert.EndsWith(".fusion.value.weight", key, StringComparison.Ordinal));
    }

    [Fact]
    public void Stacks_keep_their_projections_and_answer_as_those_left_do()
    {
        var sources = Sources(bottleneck: 4, AdapterPlacement.Sequential);
        var whole = Fuse(Setup.Fuse(Setup.Stack("one", "two"), "three", "four"), new FusionOptions(), sources);
        using var pruned = FusionPruner.Prune(whole, Attention(whole), keep: 3);

        Assert.Equal(Answer(whole), Answer(pruned));
        using var single = FusionPruner.Prune(
            whole, [.. Attention(whole).Select(site => Prefer(site, Setup.Stack("one", "two")))], keep: 1);
        using var loaded = Bundle.Save(folder.PathOf("single"), single).Load(AnyTask.Declared, backbone, sources);
        Assert.Equal(["one", "two"], loaded.Config.Members.Select(source => source.Id));
        Assert.Equal(Answer(single), Answer(loaded));
    }

    [Theory]
    [InlineData("layers.0.attention", """[["nobody"]]""", "nobody")]
    [InlineData("layers.0.attention", """[["three"]]""", "three")]
    [InlineData("layers.0.attention", """[["two"],["two"]]""", "twice")]
    [InlineData("layers.0.attention", "[]", "keeps no member at")]
    [InlineData("layers.0.attention", null, "keeps no member at")]
    [InlineData("layers.9.attention", """[["two"]]""", "layers.9.attention")]
    public void A_bundle_that_keeps_what_cannot_be_there_is_refused(string site, string? kept, string problem)
    {
        var whole = Fuse(new FusionOptions(), bottleneck: 4);
        using var pruned = FusionPruner.Prune(whole, Prefer(whole, "two", "four"), keep: 2);
        Bundle.Save(folder.Root, pruned);
        var manifest = JsonNode.Parse(File.ReadAllText(folder.PathOf("adapter.json")))!;
        var sites = manifest["fusion"]!["kept"]!.AsObject();
        sites.Remove(site);
        if (kept is not null)
            sites[site] = JsonNode.Parse(kept);

        File.WriteAllText(folder.PathOf("adapter.json"), manifest.ToJsonString());

        var error = Assert.Throws<BundleException>(() => Bundle.Open(folder.Root).Load(AnyTask.Declared, backbone, whole.Config.Members));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_is_pruned_once_and_only_if_it_fuses_others()
    {
        var whole = Fuse(new FusionOptions(), bottleneck: 4);
        using var pruned = FusionPruner.Prune(whole, Attention(whole), keep: 2);

        Assert.Contains(
            "already pruned",
            Assert.Throws<ArgumentException>(() => FusionPruner.Prune(pruned, Attention(pruned), 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "'one'", Assert.Throws<ArgumentException>(() => FusionPruner.Prune(tasks[0], [], 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_leaves_no_native_tensor_behind()
    {
        var whole = Fuse(new FusionOptions(), bottleneck: 4);
        var attention = Attention(whole);
        using var batch = Batch();

        NativeTensors.NoneLeftBehind(() =>
        {
            using var pruned = FusionPruner.Prune(whole, attention, keep: 2);
            pruned.Freeze();
            using var inference = inference_mode();
            pruned.Forward(batch).Dispose();
        });
    }

    private static AdapterPlacement Placement(TaskAdapter fused) => fused.Config.Members[0].Config.Placement;

    private static IEnumerable<string> Fusions(TaskAdapter task) =>
        task.named_parameters().Select(entry => entry.name).Where(key => key.StartsWith("layers.", StringComparison.Ordinal));

    private static TokenBatch Batch() => TokenBatch.Pad([[5, 6, 7, 8], [9, 10]], padId: 0);

    private static SiteAttention Prefer(SiteAttention site, params Setup[] favourites) =>
        site with { Weights = [.. site.Members.Select(member => favourites.Contains(member) ? 1.0 : 0)] };

    private List<SiteAttention> Prefer(TaskAdapter fused, params Setup[] favourites) =>
        [.. Attention(fused).Select(site => Prefer(site, favourites))];

    private static IReadOnlyList<SiteAttention> Attention(TaskAdapter fused)
    {
        using var batch = Batch();
        using var mean = new MeanAttention(fused);
        mean.Add(batch);
        return mean.Sites;
    }

    // For inference, as a host has it.
    private float[] Answer(TaskAdapter task)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = Batch();
        using var plan = backbone.Compile(PlanPurpose.Inference, probe: null, task);
        return [.. task.Head(backbone.PooledFeatures(batch, plan)).data<float>()];
    }

    private TaskAdapter Random(int seed)
    {
        manual_seed(seed);
        var any = new Random(seed);
        var options = new FusionOptions
        {
            Numerics = any.Next(2) == 0 ? FusionNumerics.AdapterHub : FusionNumerics.ScaledDotProduct,
            Query = any.Next(4) > 0,
            Key = any.Next(4) > 0,
            Value = any.Next(4) > 0,
            QueryBeforeNorm = any.Next(2) == 0,
            ResidualThroughValue = any.Next(2) == 0,
            Temperature = any.Next(3) == 0,
        };
        return Fuse(
            Setup.Fuse([.. Names.Select(Setup.Of)]),
            options,
            Sources(any.Next(1, 13), any.GetItems(Enum.GetValues<AdapterPlacement>(), 1)[0]));
    }

    private TaskAdapter Fuse(FusionOptions options, int bottleneck) =>
        Fuse(Setup.Fuse([.. Names.Select(Setup.Of)]), options, Sources(bottleneck, AdapterPlacement.Sequential));

    private List<TaskAdapter> Sources(int bottleneck, AdapterPlacement placement)
    {
        var sources = Names.Select(name => AnyTask.Named(name).Create(backbone, new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = placement,
            TuneNorms = false,
            Options = new BottleneckOptions { Bottleneck = bottleneck },
        })).ToList();
        foreach (var source in sources)
        {
            Draw(source);
            source.Freeze();
            Bundle.Save(folder.PathOf("sources", source.Id), source);
        }

        tasks.AddRange(sources);
        return sources;
    }

    private TaskAdapter Fuse(FuseSetup setup, FusionOptions options, IReadOnlyList<TaskAdapter> sources)
    {
        var fused = AnyTask.Declared.Create(backbone, sources, AdapterConfig.Fused(new FusionConfig(setup) { Options = options }));
        Draw(fused);
        fused.eval();
        tasks.Add(fused);
        return fused;
    }

    private static void Draw(TaskAdapter task)
    {
        using var frozen = no_grad();
        foreach (var weight in task.parameters().Where(weight => weight.numel() > 1))
            nn.init.normal_(weight, 0, 0.15);
    }
}
