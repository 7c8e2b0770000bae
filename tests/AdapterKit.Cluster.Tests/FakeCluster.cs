using System.Diagnostics;
using AdapterKit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace AdapterKit.Cluster.Tests;

/// <summary>Silos of Orleans in this process, each with a <see cref="FakeSilo"/>.</summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InProcessTestCluster cluster;
    private readonly List<FakeSilo> silos;

    private FakeCluster(InProcessTestCluster cluster, List<FakeSilo> silos) => (this.cluster, this.silos) = (cluster, silos);

    public static async Task<FakeCluster> StartAsync(IBlobStore? blobs, params FakeSilo[] silos)
    {
        List<FakeSilo> all = [.. silos];
        var next = -1;
        var builder = new InProcessTestClusterBuilder((short)silos.Length);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) =>
        {
            var own = all[Interlocked.Increment(ref next)];
            silo.Services.AddSingleton<ILocalSilo>(own);
            silo.Services.Configure<AdapterKitClusterOptions>(options =>
            {
                options.ReportInterval = TimeSpan.FromMilliseconds(100);
                options.Blobs = blobs;
                options.Charge = (key, _) => key == "poor" ? TimeSpan.FromSeconds(3) : null;
                options.ApplyWeights = async (task, hash, archive, cancellationToken) =>
                {
                    using var reader = new StreamReader(archive);
                    own.Applied.Enqueue((task, hash, await reader.ReadToEndAsync(cancellationToken)));
                };
            });
            silo.Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = TimeSpan.FromMilliseconds(500));
            silo.AddMemoryGrainStorage(TaskGrain.Storage);
            silo.AddTaskPlacement();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster, all);
    }

    /// <summary>What callers of a silo use.</summary>
    public IRowRunner At(int silo) => ServiceOf<IRowRunner>(silo);

    public T ServiceOf<T>(int silo)
        where T : notnull => HandleOf(silo).ServiceProvider.GetRequiredService<T>();

    /// <summary>Adds a silo.</summary>
    public async Task AddAsync(FakeSilo silo)
    {
        silos.Add(silo);
        await cluster.StartAdditionalSiloAsync();
    }

    /// <summary>Ends a silo without a word to the others.</summary>
    public Task KillAsync(int silo) => cluster.KillSiloAsync(HandleOf(silo));

    /// <summary>Waits until a silo knows so many others.</summary>
    public Task UntilOthersAsync(int silo, int others) =>
        UntilAsync(() => ServiceOf<PlacementView>(silo).Table.Silos.Count == others, $"{others} others");

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        for (var start = Stopwatch.GetTimestamp(); !condition(); await Task.Delay(20))
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"There are still no {what}.");
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private InProcessSiloHandle HandleOf(int silo) =>
        cluster.Silos.Single(handle => handle.ServiceProvider.GetRequiredService<ILocalSilo>() == silos[silo]);
}
