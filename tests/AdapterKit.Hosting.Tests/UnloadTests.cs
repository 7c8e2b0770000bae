using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace AdapterKit.Hosting.Tests;

public sealed class UnloadTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();

    public UnloadTests()
    {
        plugins.Add("Other", backbone);
        plugins.Add("Sample", backbone);
    }

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void An_unloaded_plugin_leaves_memory_and_the_others_stay()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);
        Predict(host, "sample");

        Assert.True(host.Unload("Sample"));

        Assert.Equal([PluginState.Active, PluginState.Unloaded], host.Plugins.Select(plugin => plugin.State));
        Predict(host, "other");
        Assert.Throws<ArgumentException>(() => host.Unload("Sample"));
    }

    [Fact]
    public void A_plugin_whose_task_is_still_referenced_is_reported_as_still_in_memory()
    {
        using var host = PluginHost.Load(plugins.Root, backbone);
        var kept = host.Tasks.Single(task => task.Id == "sample");

        Assert.False(host.Unload("Sample"));

        GC.KeepAlive(kept);
    }

    [Fact]
    public void A_plugin_that_trained_leaves_memory()
    {
        using var host = PluginHost.LoadDeclarations(plugins.Root);
        Train(host);
        Assert.True(host.Unload("Sample"));
    }

    [Fact]
    public void A_refused_plugin_leaves_memory_by_itself()
    {
        plugins.Add("Spoiled", backbone, image: PluginCompiler.Task(
            "Spoiled",
            "spoiled",
            "public override TorchSharp.torch.Tensor Head(TorchSharp.torch.Tensor features) => throw new OwnException();",
            "public sealed class OwnException : Exception;"));
        using var host = PluginHost.Load(plugins.Root, backbone);
        Assert.Equal(PluginState.SelfTestFailed, host.Plugins.Single(plugin => plugin.Id == "Spoiled").State);

        for (var round = 0; round < 10 && IsLoaded("Spoiled"); round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(IsLoaded("Spoiled"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Predict(PluginHost host, string id)
    {
        using var batch = backbone.Tokenize(["hello"], maxTokens: 8);
        using var answer = host.Tasks.Single(task => task.Id == id).Forward(batch);
        Assert.Equal([1, 2], answer.shape);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Train(PluginHost host)
    {
        using var task = host.Declarations.Single(declared => declared.Id == "sample").Create(backbone);
        using var optimizer = TorchSharp.torch.optim.AdamW(task.parameters());
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var batch = backbone.Tokenize(["hello"], maxTokens: 8);
        for (var step = 0; step < 3; step++)
        {
            optimizer.zero_grad();
            task.Forward(batch).sum().backward();
            optimizer.step();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool IsLoaded(string assembly) =>
        AssemblyLoadContext.All.Any(context => context.Assemblies.Any(loaded => loaded.GetName().Name == assembly));
}
