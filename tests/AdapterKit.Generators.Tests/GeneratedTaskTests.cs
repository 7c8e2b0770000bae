using System.Reflection;
using TorchSharp;
using static TorchSharp.torch;

namespace AdapterKit.Generators.Tests;

public sealed class GeneratedTaskTests : IDisposable
{
    private const int Width = 8;
    private static readonly byte[] Image =
        GeneratorHarness.Run(GeneratorHarness.Source("Tasks.cs"), GeneratorHarness.Source("PreNormLayer.cs")).Emit();
    private readonly LoadedAssembly loaded = new(Image);
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        loaded.Dispose();
    }

    [Fact]
    public void The_assembly_metadata_holds_what_a_host_reads_before_loading() => Assert.Equal(
        [
            $"AdapterKit.Contract={Contract.Version}", "AdapterKit.Plugin=Demo.TaskPlugin",
            "AdapterKit.Task=plain@tiny", "AdapterKit.Task=tuned@tiny",
        ],
        loaded.Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Select(entry => $"{entry.Key}={entry.Value}")
            .Order(StringComparer.Ordinal));

    [Fact]
    public void The_entry_point_lists_every_task()
    {
        var plugin = loaded.New<ITaskPlugin>("Demo.TaskPlugin");

        Assert.Equal(["plain", "tuned"], plugin.Tasks.Select(task => task.Id));
        Assert.Same(loaded.Get<TaskDeclaration>("Demo.PlainTask", "Declared"), plugin.Tasks[0]);
    }

    [Fact]
    public void Labels_may_contain_any_text() =>
        Assert.Equal(["a", "b \"quoted\"", "ç\n", "\\d{2}"], Declared("Tuned").Labels);

    [Fact]
    public void A_task_without_further_attributes_has_adapters_everywhere_and_tunes_norms()
    {
        var task = Declared("Plain").Create(Backbone());

        Assert.Equal(BottleneckAdapter.Variant, task.Config.Variant);
        Assert.All(task.Backbone.Encoder.Sites, site => Assert.True(task.AdapterAt(site) is not null && task.NormAt(site) is not null));
    }

    [Fact]
    public void Options_placement_and_drop_are_those_declared()
    {
        var task = Declared("Tuned").Create(Backbone());

        Assert.Equal(new BottleneckOptions { Bottleneck = 3, Activation = Activation.Gelu }, task.Config.Options);
        Assert.Equal(AdapterPlacement.Pfeiffer, task.Config.Placement);
        Assert.Equal(
            ["layers.1.feed_forward", "layers.2.feed_forward", "layers.3.feed_forward"],
            task.Backbone.Encoder.Sites.Where(site => task.AdapterAt(site) is not null).Select(site => site.ToString()));
        Assert.DoesNotContain(task.named_parameters(), entry =>
            entry.name.Contains("norm", StringComparison.Ordinal) && !entry.name.StartsWith("head", StringComparison.Ordinal));
    }

    [Fact]
    public void A_fusion_has_the_members_that_it_names_and_named_attention_weights()
    {
        var image = GeneratorHarness.Run(GeneratorHarness.Source("Tasks.cs"), GeneratorHarness.Source("Fused.cs")).Emit();
        using var fused = new LoadedAssembly(image);
        var declared = fused.Get<TaskDeclaration>("Demo.TemperedTask", "Declared");
        var backbone = Backbone();
        var sources = new[] { "Plain", "Tuned" }.Select(task => fused.Get<TaskDeclaration>($"Demo.{task}Task", "Declared"))
            .Select(source => source.Create(backbone, source.Config with { Placement = AdapterPlacement.Sequential })).ToArray();
        dynamic task = declared.Create(backbone, sources);
        using var batch = backbone.Tokenize(["one text"], maxTokens: 16);

        Assert.Equal(new FusionConfig(Setup.Fuse("plain", "tuned")) { Options = new() { Temperature = true } }, declared.Config.Fusion);
        Assert.DoesNotContain(((TaskAdapter)task).named_parameters(), entry => entry.name.StartsWith("layers.0", StringComparison.Ordinal));
        using IDisposable attention = task.FusionAttention(batch);
        double plain = ((dynamic)attention).Plain.Mean(batch), tuned = ((dynamic)attention).Tuned.Mean(batch);
        Assert.Equal(1, plain + tuned, 1e-5);
    }

    [Fact]
    public void A_task_with_several_adapters_has_each_at_its_places()
    {
        using var unions = new LoadedAssembly(GeneratorHarness.Run(GeneratorHarness.Source("Unions.cs")).Emit());
        var task = unions.Get<TaskDeclaration>("Demo.UnionTask", "Declared").Create(Backbone());

        Assert.Equal(
            ["layers.2.feed_forward"],
            task.Backbone.Encoder.Sites.Where(site => task.AdapterAt(site) is not null).Select(site => site.ToString()));
        Assert.Equal(
            from layer in Enumerable.Range(0, 3)
            from product in (string[])["q", "v"]
            select $"layers.{layer}.attention.{product}",
            task.Backbone.Encoder.ProjectionSites.Where(site => task.AdapterAt(site) is not null).Select(site => site.ToString()));
        Assert.Equal(new LoraOptions { Rank = 4 }, task.Config.Options);
        Assert.Equal(new LoraOptions(), unions.Get<TaskDeclaration>("Demo.LowRankTask", "Declared").Config.Options);
    }

    [Fact]
    public void A_new_task_computes_one_logit_for_each_label_from_unchanged_features()
    {
        var backbone = Backbone();
        var task = Declared("Tuned").Create(backbone);
        task.eval();
        using var batch = backbone.Tokenize(["one text", "and another"], maxTokens: 16);

        // With gradients, products may be another library's, which rounds differently.
        using var inference = inference_mode();
        Assert.Equal([2, 4], task.Forward(batch).shape);
        Assert.Equal(
            backbone.PooledFeatures(batch).bytes.ToArray(),
            backbone.PooledFeatures(batch, task.Plan).bytes.ToArray());
    }

    [Fact]
    public void A_task_runs_only_on_the_backbone_it_was_declared_for()
    {
        var other = new Backbones.BertModel(new() { Hidden = Width, Heads = 2, Layers = 1, Vocabulary = 9, Intermediate = 8 });

        var error = Assert.Throws<ArgumentException>(() => Declared("Plain").Create(other));

        Assert.Contains("'tiny'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'bert'", error.Message, StringComparison.Ordinal);
    }

    private TaskDeclaration Declared(string task) => loaded.Get<TaskDeclaration>($"Demo.{task}Task", "Declared");

    private TinyBackbone Backbone() =>
        new(Width, Enumerable.Range(0, 4).Select(_ => loaded.New<AdaptedLayer>("Demo.PreNormLayer", Width, 2)).ToList());
}
