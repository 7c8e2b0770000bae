using AdapterKit.Backbones;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdapterKit.Hosting.Tests;

/// <summary>An application adds its tasks with <c>AddAdapterKit</c>.</summary>
public sealed class ServicesTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone author = new();
    private readonly RecordedLog log = new();

    public void Dispose()
    {
        plugins.Dispose();
        author.Dispose();
    }

    [Fact]
    public async Task Plugins_are_loaded_before_the_application_is_ready_and_released_before_the_backbone()
    {
        plugins.Add("North", author);
        var opened = 0;
        var provider = Build(plugins.Root, () => opened++);
        Assert.Equal(0, opened);

        await provider.GetRequiredService<IHostedService>().StartAsync(CancellationToken.None);

        Assert.Equal(1, opened);
        Assert.Contains(log.Entries, entry => entry.Event.Name == "Active");
        var host = provider.GetRequiredService<PluginHost>();
        Assert.Equal("north", Assert.Single(host.Tasks).Id);

        await provider.DisposeAsync();
        Assert.Equal(PluginState.Unloaded, Assert.Single(host.Plugins).State);
        Assert.Throws<ObjectDisposedException>(host.Lease);
    }

    [Fact]
    public void Options_without_a_directory_are_refused_with_what_to_do()
    {
        using var provider = Build(null);
        var error = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<PluginHost>);
        Assert.Contains("Directories", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_that_of_the_tasks()
    {
        using var provider = Build(plugins.Root);
        Assert.Equal(HealthStatus.Unhealthy, (await CheckAsync(provider)).Status);

        var host = provider.GetRequiredService<PluginHost>();
        plugins.Add("North", author);
        host.Refresh();
        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(provider)).Status);

        plugins.FlipByte("North", "North.dll");
        host.Refresh();
        var degraded = await CheckAsync(provider);
        Assert.Equal(HealthStatus.Degraded, degraded.Status);
        Assert.Contains("North.dll", degraded.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embeddings_are_those_of_the_backbone_in_the_order_of_the_texts()
    {
        using var provider = Build(plugins.Root);
        var backbone = provider.GetRequiredService<Backbone>();
        var generator = provider.GetRequiredService<IEmbeddingGenerator<string, Embedding<float>>>();
        string[] texts = ["a longer text comes first", "short", "of medium size", "brief"];

        var embeddings = await generator.GenerateAsync(texts);

        Assert.Equal(texts.Length, embeddings.Count);
        foreach (var (text, embedding) in texts.Zip(embeddings))
        {
            var tokens = TokenizedText.Create(backbone.Tokenizer, text, backbone.MaxTokens);
            using var batch = TokenBatch.GroupByLength([tokens], backbone.Tokenizer.PadId, 100).Single().Batch;
            using var expected = backbone.EmbedSentences(batch);
            Assert.Equal(backbone.Id, embedding.ModelId);
            Assert.All(
                expected.data<float>().ToArray().Zip(embedding.Vector.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }

        Assert.Empty(await generator.GenerateAsync([]));
        Assert.Equal(backbone.Width, generator.GetService<EmbeddingGeneratorMetadata>()!.DefaultModelDimensions);
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(texts, new() { ModelId = "another" }));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => generator.GenerateAsync(texts, cancellationToken: new CancellationToken(canceled: true)));
    }

    private static async Task<HealthReportEntry> CheckAsync(IServiceProvider provider) =>
        (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["adapterkit"];

    private ServiceProvider Build(string? directory, Action? onOpen = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(log);
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.AddHealthChecks().AddAdapterKit();
        services.AddSingleton<IEmbeddingGenerator<string, Embedding<float>>, BackboneEmbeddingGenerator>();
        services.AddAdapterKit(
            _ =>
            {
                onOpen?.Invoke();
                return new TinyBackbone();
            },
            options =>
            {
                if (directory is not null)
                    options.Directories.Add(directory);
            });
        return services.BuildServiceProvider();
    }
}
