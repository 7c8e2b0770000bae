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
        { Head("throw new InvalidOperationException(\"spoiled\")"), PluginState.SelfTestFailed, "spoiled" },
        { Head("features.alias()"), PluginState.SelfTestFailed, "[1, 8]" },
        { Head("full(1, 2, float.NaN)"), PluginState.SelfTestFailed, "not finite" },
        { Head("null!"), PluginState.SelfTestFailed, "no logits" },
        { Head("zeros(1, 2, dtype: ScalarType.Int64)"), PluginState.SelfTestFailed, "Int64" },
        { "protected override void Dispose(bool d) { base.Dispose(d); throw new Exception(\"gone\"); } " + Head("throw new Exception()"),
          PluginState.SelfTestFailed, "throws" },
    };

    private static string Head(string body) => $"public override Tensor Head(Tensor features) => {body};";

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void A_plugin_is_loaded_and_its_task_computes_logits()
    {
        plugins.Add("Sample", backbone);

        using var host = Load();

        Assert.Equal(PluginState.Active, host.Plugins.Single().State);
        Assert.Equal("sample", host.Declarations.Single().Id);
        using var batch = backbone.Tokenize(["hello", "you"], maxTokens: 8);
        using var answer = host.Tasks.Single().Forward(batch);
        Assert.Equal([2, 2], answer.shape);
    }

    [Fact]
    public async Task Plugins_are_loaded_while_their_backbone_is_opened()
    {
        plugins.Add("Sample", backbone);
        using var copies = new TemporaryFolder();
        var opening = new TaskCompletionSource<Backbone>();
        var loading = Task.Run(() =>
            PluginHost.Load([plugins.Root], opening.Task, new PluginHostOptions { CopyDirectory = copies.Root }));
        while (!loading.IsCompleted && Directory.GetFiles(copies.Root, "Sample.dll", SearchOption.AllDirectories).Length == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5));

        Assert.False(loading.IsCompleted);
        opening.SetResult(backbone);

        using var host = await loading;
        Assert.Equal(["sample"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void Nothing_stays_of_plugins_whose_backbone_does_not_open()
    {
        plugins.Add("Sample", backbone);
        using var copies = new TemporaryFolder();
        var failure = Task.FromException<Backbone>(new InvalidDataException("no such backbone"));

        var error = Assert.Throws<InvalidDataException>(() =>
            PluginHost.Load([plugins.Root], failure, new PluginHostOptions { CopyDirectory = copies.Root }));

        Assert.Equal("no such backbone", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(copies.Root));
    }

    [Theory]
    [MemberData(nameof(SpoiledTasks))]
    public void A_failing_plugin_is_refused_and_the_others_work(string members, PluginState state, string reason)
    {
        plugins.Add("Good", backbone);
        plugins.Add("Sample", backbone, image: PluginCompiler.Task("Sample", "sample", members));

        using var host = Load();

        Refused(host, "Sample", state, reason);
        Assert.Equal(["good"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void An_exception_of_a_plugins_own_type_is_reported_but_not_kept()
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

    // The runtime ends the process where one of these is missing.
    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{ "runtimeTarget": {}, "targets": {}, "libraries": {} }""")]
    [InlineData("""{ "runtimeTarget": { "name": "x" }, "targets": {}, "libraries": {} }""")]
    [InlineData("""{ "runtimeTarget": { "name": "x" }, "targets": { "x": {} } }""")]
    [InlineData("""{ "runtimeTarget": { "name": "x" }, "targets": { "x": 1 }, "libraries": {} }""")]
    [InlineData("""{ "runtimeTarget": { "name": "x" }, "targets": { "x": { "a": { "runtime": [] } } }, "libraries": {} }""")]
    [InlineData("""{ "runtimeTarget": { "name": "x" }, "targets": { "x": { "a": { "runtimeTargets": { "b": {} } } } } }""")]
    [InlineData("""{ "runtimeTarget": { "name": "x" }, "targets": { "x": {} }, "libraries": { "a/1": {} } }""")]
    [InlineData("""{ "runtimeTarget": { "name": null }, "targets": { "x": {} }, "libraries": {} }""")]
    public void Dependencies_that_the_runtime_would_trip_over_are_refused_before_it_reads_them(string dependencies)
    {
        plugins.Add("Good", backbone);
        plugins.Add("Sample", backbone);
        plugins.AddFile("Sample", "Sample.deps.json", System.Text.Encoding.UTF8.GetBytes(dependencies));
        using var host = Load();
        Refused(host, "Sample", PluginState.LoadFailed, "Sample.deps.json");
        Assert.Equal(["good"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void A_plugin_that_lacks_an_assembly_is_refused_when_it_is_loaded()
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
    public void No_code_of_a_plugin_runs_before_it_is_loaded()
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
    public void A_new_directory_becomes_a_plugin_and_a_deleted_one_disappears_even_while_it_runs()
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
    public void Lists_that_a_host_returned_do_not_change_afterwards()
    {
        plugins.Add("Alpha", backbone);
        plugins.Add("Beta", backbone);
        using var host = Load();
        var (before, tasks, declarations) = (host.Plugins, host.Tasks, host.Declarations);

        host.Unload("Beta");
        Directory.Delete(plugins.PathOf("Alpha"), recursive: true);
        host.Refresh();

        Assert.Equal([PluginState.Active, PluginState.Active], before.Select(plugin => plugin.State));
        Assert.Equal(["alpha", "beta"], tasks.Select(task => task.Id));
        Assert.Equal(["alpha", "beta"], declarations.Select(declaration => declaration.Id));
        Assert.Equal(["beta"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public async Task Plugins_and_tasks_can_be_enumerated_while_the_host_changes()
    {
        plugins.Add("Alpha", backbone);
        plugins.Add("Beta", backbone);
        using var host = Load();
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.Equal(2, host.Plugins.Count(plugin => plugin.Id is "Alpha" or "Beta"));
                Assert.InRange(host.Tasks.Count(task => task.Id is "alpha" or "beta"), 1, 2);
            }
        })).ToList();

        for (var round = 0; round < 5; round++)
        {
            host.Unload("Beta");
            host.Refresh();
        }

        await done.CancelAsync();
        await Task.WhenAll(readers);
        Assert.Equal(["alpha", "beta"], host.Tasks.Select(task => task.Id).Order());
    }

    [Fact]
    public void A_host_leaves_no_native_tensor_behind_whether_plugins_load_or_fail()
    {
        plugins.Add("Good", backbone);
        plugins.Add("Shape", backbone, image: PluginCompiler.Task("Shape", "shape", Head("features.alias()")));
        plugins.Add("Throws", backbone, image: PluginCompiler.Task("Throws", "throws", Head("throw new Exception()")));
        // The count is that of one thread.
        var options = new PluginHostOptions { LoadTimeout = Timeout.InfiniteTimeSpan };
        PluginHost.Load(plugins.Root, backbone, options).Dispose();

        NativeTensors.NoneLeftBehind(() =>
        {
            using var host = PluginHost.Load(plugins.Root, backbone, options);
            Assert.Single(host.Tasks);
        });
    }

    [Fact]
    public void A_directory_for_copies_that_cannot_be_written_is_named_with_the_way_out()
    {
        var options = new PluginHostOptions { CopyDirectory = plugins.PathOf("missing", "copies") };
        File.WriteAllText(plugins.PathOf("missing"), "in the way");

        var error = Assert.Throws<IOException>(() => PluginHost.Load(plugins.Root, backbone, options));

        Assert.Contains(options.CopyDirectory, error.Message, StringComparison.Ordinal);
        Assert.Contains("TMPDIR", error.Message, StringComparison.Ordinal);
    }

    private PluginHost Load() => PluginHost.Load(plugins.Root, backbone);

    private static void Refused(PluginHost host, string id, PluginState state, string reason)
    {
        var plugin = host.Plugins.Single(plugin => plugin.Id == id);
        Assert.Equal((state, plugin.Reason), (plugin.State, plugin.Reason));
        Assert.Contains(reason, plugin.Reason, StringComparison.Ordinal);
    }
}
