using AdapterKit.Testing;

namespace AdapterKit.Hosting.Tests;

public sealed class PluginHostTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();

    public static TheoryData<string, PluginState, string> SpoiledTasks => new()
    {
        { "static SampleTask() => throw new InvalidOperationException(\"spoiled\");", PluginState.LoadFailed, "spoiled" },
        { "private readonly int field = int.Parse(\"spoiled\");", PluginState.LoadFailed, "spoiled" },
        { "public override Tensor Head(Tensor features) => throw new InvalidOperationException(\"spoiled\");", PluginState.SelfTestFailed, "spoiled" },
        { "public override Tensor Head(Tensor features) => features.alias();", PluginState.SelfTestFailed, "[1, 8]" },
        { "public override Tensor Head(Tensor features) => full(1, 2, float.NaN);", PluginState.SelfTestFailed, "not finite" },
        { "public override Tensor Head(Tensor features) => null!;", PluginState.SelfTestFailed, "throws" },
    };

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void A_plugin_is_loaded_and_its_task_answers()
    {
        plugins.Add("Sample", backbone);

        using var host = Load();

        Assert.Equal(PluginState.Active, host.Plugins.Single().State);
        Assert.Equal("sample", host.Declarations.Single().Id);
        using var batch = backbone.Tokenize(["hello", "you"], maxTokens: 8);
        using var answer = host.Tasks.Single().Forward(batch);
        Assert.Equal([2, 2], answer.shape);
    }

    [Theory]
    [MemberData(nameof(SpoiledTasks))]
    public void A_plugin_that_fails_is_refused_and_the_others_work(string members, PluginState state, string reason)
    {
        plugins.Add("Good", backbone);
        plugins.Add("Sample", backbone, image: PluginCompiler.Task("Sample", "sample", members));

        using var host = Load();

        Refused(host, "Sample", state, reason);
        Assert.Equal(["good"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void An_exception_of_a_plugins_own_type_is_told_and_not_kept()
    {
        plugins.Add("Sample", backbone, image: PluginCompiler.Task(
            "Sample",
            "sample",
            "private readonly int field = Fault(); private static int Fault() => throw new OwnException();",
            "public sealed class OwnException() : Exception(\"of my own\");"));
        using var host = Load();
        Refused(host, "Sample", PluginState.LoadFailed, "of my own");
    }

    [Fact]
    public void A_plugin_without_its_bundle_is_refused_yet_can_be_trained()
    {
        plugins.Add("Sample");

        using var host = Load();
        using var training = PluginHost.LoadDeclarations(plugins.Root);

        Refused(host, "Sample", PluginState.BundleMissing, "'sample'");
        Assert.Equal(PluginState.Active, training.Plugins.Single().State);
        Assert.Empty(training.Tasks);
        using var fresh = training.Declarations.Single().Create(backbone);
        Assert.Equal("sample", fresh.Id);
    }

    [Fact]
    public void A_plugin_for_another_backbone_is_refused()
    {
        plugins.Add("Sample", backbone);
        using var other = new TinyBackbone(id: "other");
        using var host = PluginHost.Load(plugins.Root, other);
        Refused(host, "Sample", PluginState.BackboneMismatch, "'other'");
    }

    [Fact]
    public void A_plugin_trained_on_other_weights_is_refused()
    {
        plugins.Add("Sample", backbone);
        using var other = new TinyBackbone(hash: "sha256:11");
        using var host = PluginHost.Load(plugins.Root, other);
        Refused(host, "Sample", PluginState.BackboneMismatch, "sha256:11");
    }

    [Fact]
    public void A_bundle_that_does_not_fit_is_refused()
    {
        plugins.Add("Sample", backbone);
        var adapter = plugins.PathOf("Sample", "sample", "adapter.json");
        File.WriteAllText(adapter, File.ReadAllText(adapter).Replace("\"yes\"", "\"maybe\"", StringComparison.Ordinal));
        plugins.Pin("Sample");
        using var host = Load();
        Refused(host, "Sample", PluginState.BundleRejected, "maybe");
    }

    [Theory]
    [InlineData("../Good/good", PluginState.PathUnsafe)]
    [InlineData("elsewhere", PluginState.BundleRejected)]
    public void A_bundle_that_is_not_among_the_plugins_files_is_refused(string bundle, PluginState state)
    {
        plugins.Add("Good", backbone);
        plugins.Add("Sample", backbone);
        plugins.Edit("Sample", manifest => manifest with { Tasks = [manifest.Tasks[0] with { Bundle = bundle }] });
        using var host = Load();
        Refused(host, "Sample", state, bundle);
    }

    [Fact]
    public void A_plugin_whose_dependencies_cannot_be_read_is_refused()
    {
        plugins.Add("Good", backbone);
        plugins.Add("Sample", backbone);
        plugins.AddFile("Sample", "Sample.deps.json", "not json"u8.ToArray());
        using var host = Load();
        Refused(host, "Sample", PluginState.LoadFailed, "Sample");
        Assert.Equal(["good"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void A_plugin_that_lacks_an_assembly_is_refused_before_anybody_relies_on_it()
    {
        var missing = PluginCompiler.Compile("Missing", "public class Base { }");
        plugins.Add("Sample", backbone, image: PluginCompiler.Compile(
            "Sample",
            """
            [TaskAdapter("sample", Backbone = "tiny")]
            [Labels("no", "yes")]
            public sealed partial class SampleTask : ClassificationTask<BottleneckAdapter>;
            public class Derived : Base { }
            """,
            Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(missing)));
        using var host = Load();
        Refused(host, "Sample", PluginState.LoadFailed, "Missing");
    }

    [Fact]
    public void Nothing_of_a_plugin_runs_before_it_is_loaded()
    {
        const string Mark = "AdapterKit.Hosting.Tests.Ran";
        plugins.Add("Sample", backbone, image: PluginCompiler.Task(
            "Sample",
            "sample",
            types: $$"""
            internal static class Start
            {
                [System.Runtime.CompilerServices.ModuleInitializer]
                internal static void Run() => AppDomain.CurrentDomain.SetData("{{Mark}}", true);
            }
            """));

        Assert.Equal(PluginState.Found, PluginHost.Discover(plugins.Root).Single().State);
        Assert.Null(AppDomain.CurrentDomain.GetData(Mark));

        using var host = Load();
        Assert.NotNull(AppDomain.CurrentDomain.GetData(Mark));
    }

    [Fact]
    public void A_folder_copied_in_appears_and_one_deleted_goes_even_while_it_runs()
    {
        plugins.Add("Sample", backbone);
        using var before = Load();
        plugins.Add("Fourth", backbone);
        using var with = Load();
        Directory.Delete(plugins.PathOf("Fourth"), recursive: true);
        using var after = Load();

        Assert.Equal(["fourth", "sample"], with.Tasks.Select(task => task.Id));
        Assert.Equal(["sample"], after.Tasks.Select(task => task.Id));
        using var batch = backbone.Tokenize(["hello"], maxTokens: 8);
        using var answer = with.Tasks[0].Forward(batch);
        Assert.Equal([1, 2], answer.shape);
    }

    [Fact]
    public void A_host_leaves_no_native_tensor_behind_whatever_became_of_its_plugins()
    {
        plugins.Add("Good", backbone);
        plugins.Add("Shape", backbone, image: PluginCompiler.Task("Shape", "shape", "public override Tensor Head(Tensor features) => features.alias();"));
        plugins.Add("Throws", backbone, image: PluginCompiler.Task("Throws", "throws", "public override Tensor Head(Tensor features) => throw new Exception();"));
        Load().Dispose();

        NativeTensors.NoneLeftBehind(() =>
        {
            using var host = Load();
            Assert.Single(host.Tasks);
        });
    }

    private PluginHost Load() => PluginHost.Load(plugins.Root, backbone);

    private static void Refused(PluginHost host, string id, PluginState state, string reason)
    {
        var plugin = host.Plugins.Single(plugin => plugin.Id == id);
        Assert.Equal((state, plugin.Reason), (plugin.State, plugin.Reason));
        Assert.Contains(reason, plugin.Reason, StringComparison.Ordinal);
    }
}
