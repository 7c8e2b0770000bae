using System.Runtime.CompilerServices;
using AdapterKit.Backbones;
using static TorchSharp.torch;

namespace AdapterKit.Hosting.Tests;

public sealed class OfferedBackboneTests : IDisposable
{
    private const string Layer =
        """
        [TransformerLayer(Norm = NormPlacement.Post)]
        public sealed partial class PlainLayer(int width) : AdaptedLayer
        {
            [Sublayer, InsertionPoint("attention", Norm = nameof(norm))]
            private readonly SelfAttention attention = new(width, 2);

            private readonly TorchSharp.Modules.LayerNorm norm = nn.LayerNorm(width);
        }
        """;

    private readonly PluginsFolder plugins = new();

    public void Dispose() => plugins.Dispose();

    [Fact]
    public void A_task_runs_on_the_backbone_that_its_plugin_offers()
    {
        const string Read = """System.IO.File.ReadAllText(System.IO.Path.Combine(directory, "hash.txt"))""";
        plugins.Add("Plain", image: Plain($"new PlainBackbone({Read})"));
        plugins.AddFile("Plain", "backbones/plain/hash.txt", "sha256:00"u8.ToArray());
        using var backbone = Load("plain");
        using (var host = PluginHost.LoadDeclarations(plugins.Root))
        using (var task = host.Declarations.Single().Create(backbone))
            Bundle.Save(plugins.PathOf("Plain", "tone"), task);
        plugins.Pin("Plain");

        using var ready = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal(("plain", "sha256:00"), (backbone.Id, backbone.Hash));
        Assert.Equal(PluginState.Active, ready.Plugins.Single().State);
        Assert.True(((ClassificationTask)ready.Tasks.Single()).Predict("hello").Label is "no" or "yes");
    }

    [Fact]
    public void A_plugin_may_offer_a_backbone_alone()
    {
        plugins.Add("Plain", image: PluginCompiler.Compile("Plain", $"namespace Sample;\n{Backbone("plain", "new PlainBackbone()")}"));
        using var backbone = Load("plain");

        using var host = PluginHost.Load(plugins.Root, backbone);

        Assert.Equal((PluginState.Active, 0), (host.Plugins.Single().State, host.Tasks.Count));
        Assert.Equal([new PluginBackbone("plain")], host.Plugins.Single().Backbones);
    }

    [Fact]
    public void The_code_of_a_backbone_leaves_memory_after_it_is_disposed_of()
    {
        plugins.Add("Plain", image: Plain("new PlainBackbone()"));

        var code = LoadAndDispose();

        for (var round = 0; round < 100 && code.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
        }

        Assert.False(code.IsAlive, "The plugin's assembly is still in memory.");
    }

    [Fact]
    public void A_published_model_of_a_plugin_loads_from_its_directory()
    {
        plugins.Add("Mini", image: PluginCompiler.Compile("Mini", $"namespace Sample;\n{Layer}\n{Published}"));
        WriteModel("Mini/backbones/mini", "minimal");
        plugins.Pin("Mini");
        WriteModel("elsewhere", "minimal");
        WriteModel("foreign", "bert");
        var offer = OfferedBackbone.FindAll([plugins.Root]).Single();

        using var own = offer.Load(BackboneCatalog.Load);
        using var other = offer.Load(BackboneCatalog.Load, plugins.PathOf("elsewhere"));
        var refusal = Assert.Throws<PluginException>(() => offer.Load(BackboneCatalog.Load, plugins.PathOf("foreign")));

        Assert.Equal(("mini", "minimal"), (offer.Id, offer.ModelType));
        Assert.Equal(("mini", "mini", own.Hash), (own.Id, other.Id, other.Hash));
        Assert.Equal("minimal", HuggingFaceDirectory.FindForeignType(plugins.PathOf("elsewhere")));
        Assert.Null(HuggingFaceDirectory.FindForeignType(plugins.PathOf("foreign")));
        Assert.Contains("'model_type' is 'bert'. Supported are: minimal", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""throw new InvalidOperationException("No weights today.")""", "fails to load the backbone 'plain'", "No weights today.")]
    [InlineData("""new PlainBackbone(id: "other")""", "offers the backbone 'plain', but loads one with the id 'other'", "")]
    [InlineData("null!", "fails to load the backbone 'plain'", "")]
    [InlineData("Hang()", "did not load the backbone 'plain' within 0.5 s", "")]
    public void What_goes_wrong_while_a_backbone_loads_names_the_plugin(string load, string says, string cause)
    {
        plugins.Add("Plain", image: Plain(load));
        var offer = OfferedBackbone.FindAll([plugins.Root], new() { LoadTimeout = TimeSpan.FromSeconds(0.5) }).Single();

        var error = Assert.Throws<PluginException>(() => offer.Load(BackboneCatalog.Load));

        Assert.Contains($"Plugin 'Plain' {says}", error.Message, StringComparison.Ordinal);
        Assert.Contains(cause, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plugin_that_changed_after_it_was_found_is_not_loaded()
    {
        plugins.Add("Plain", image: Plain("new PlainBackbone()"));
        var offer = OfferedBackbone.FindAll([plugins.Root]).Single();
        plugins.FlipByte("Plain", "Plain.dll");

        var error = Assert.Throws<PluginException>(() => offer.Load(BackboneCatalog.Load));

        Assert.Contains(plugins.PathOf("Plain", "Plain.dll"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_plugins_with_one_backbone_are_both_refused()
    {
        plugins.Add("First", image: Plain("new PlainBackbone()", assembly: "First", task: "first"));
        plugins.Add("Second", image: Plain("new PlainBackbone()", assembly: "Second", task: "second"));

        var found = PluginHost.Discover(plugins.Root);

        Assert.All(found, plugin => Assert.Equal(PluginState.Duplicate, plugin.State));
        Assert.Contains("both have the backbone 'plain'", found[0].Reason, StringComparison.Ordinal);
        Assert.Empty(OfferedBackbone.FindAll([plugins.Root]));
    }

    [Fact]
    public void A_manifest_that_lists_other_backbones_than_the_assembly_is_refused()
    {
        plugins.Add("Plain", image: Plain("new PlainBackbone()"));
        plugins.Edit("Plain", manifest => manifest with { Backbones = [new("plain", "bert")] });
        var listed = PluginHost.Discover(plugins.Root).Single();
        plugins.Edit("Plain", manifest => manifest with { Backbones = null });
        var unlisted = PluginHost.Discover(plugins.Root).Single();

        Assert.Equal((PluginState.ManifestMismatch, PluginState.ManifestMismatch), (listed.State, unlisted.State));
        Assert.Contains(
            "declares the backbone plain, but the manifest says the backbone plain bert", listed.Reason, StringComparison.Ordinal);
        Assert.Contains("declares the backbone plain, but the manifest says nothing", unlisted.Reason, StringComparison.Ordinal);
    }

    private const string Published =
        """
        [Backbone("mini")]
        [BackboneModel("minimal")]
        public sealed partial class MiniModel(MiniConfig config, PretrainedIdentity identity) : PretrainedBackbone(identity)
        {
            [Weight("words")]
            private readonly TorchSharp.Modules.Embedding words = nn.Embedding(100, config.Width);

            public override int Width { get; } = config.Width;

            public override AdaptedStack Encoder { get; } = new([]);

            public override Tensor Embed(TokenBatch batch) => words.call(batch.Ids);
        }

        public sealed partial record MiniConfig
        {
            [ConfigKey("hidden_size")]
            public int Width { get; init; } = 8;
        }
        """;

    private static string Backbone(string id, string load) =>
        $$"""
        {{Layer}}

        [Backbone("{{id}}")]
        public sealed class PlainBackbone : Backbone
        {
            private readonly TorchSharp.Modules.Embedding words = nn.Embedding(256, 8);

            public PlainBackbone(string hash = "sha256:11", string id = "{{id}}")
                : base("plain")
            {
                (Hash, Id) = (hash, id);
                register_module("words", words);
                register_module("encoder", Encoder);
                Freeze();
            }

            public override string Id { get; }
            public override string Hash { get; }
            public override int Width => 8;
            public override ITokenizer Tokenizer { get; } = new Bytes();
            public override AdaptedStack Encoder { get; } = new([new PlainLayer(8)]);

            public static PlainBackbone Load(string directory) => {{load}};

            public override Tensor Embed(TokenBatch batch) => words.call(batch.Ids);
            public override Tensor Pool(Tensor hidden, TokenBatch batch) => hidden.mean([1]);

            protected override void RegisterComponents()
            {
            }

            private static PlainBackbone Hang()
            {
                System.Threading.Thread.Sleep(System.TimeSpan.FromSeconds(3));
                return new PlainBackbone();
            }

            private sealed class Bytes : ITokenizer
            {
                public int PadId => 0;
                public int[] Tokenize(string text) => System.Array.ConvertAll(System.Text.Encoding.UTF8.GetBytes(text), one => (int)one);
            }
        }
        """;

    private static byte[] Plain(string load, string assembly = "Plain", string task = "tone") => PluginCompiler.Compile(
        assembly,
        $$"""
        namespace Sample;

        [TaskAdapter("{{task}}", Backbone = "plain")]
        [Labels("no", "yes")]
        public sealed partial class SampleTask : ClassificationTask<BottleneckAdapter>;

        {{Backbone("plain", load)}}
        """);

    private Backbone Load(string id) =>
        OfferedBackbone.FindAll([plugins.Root]).Single(offer => offer.Id == id).Load(BackboneCatalog.Load);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference LoadAndDispose()
    {
        var backbone = Load("plain");
        var code = new WeakReference(backbone.GetType().Assembly);
        backbone.Dispose();
        return code;
    }

    private void WriteModel(string directory, string type)
    {
        var path = plugins.PathOf(directory.Split('/'));
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "config.json"), $$"""{"model_type": "{{type}}", "hidden_size": 8}""");
        File.WriteAllText(Path.Combine(path, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\n");
        using var words = ones(100, 8);
        SafetensorsFile.Write(Path.Combine(path, "model.safetensors"), [("words.weight", words)]);
    }
}
