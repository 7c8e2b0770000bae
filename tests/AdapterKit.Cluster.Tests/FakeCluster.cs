using System.Diagnostics;
using AdapterKit.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.Hosting;
using Orleans.TestingHost;

namespace AdapterKit.Cluster.Tests;

/// <summary>Silos of Orleans in this process, each with a <see cref="FakeSilo"/>.</summary>
internal sealed class FakeCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly InProcessTestCluster cluster;
    private readonly List<FakeSilo> silos;

    private FakeCluster(InProcessTestCluster cluster, List<FakeSilo> silos, FakeStorage storage) =>
        (this.cluster, this.silos, Storage) = (cluster, silos, storage);

    /// <summary>What keeps the weights that tasks shall have.</summary>
    public FakeStorage Storage { get; }

    public static Task<FakeCluster> StartAsync(IBlobStore? blobs, params FakeSilo[] silos) => StartAsync(new FakeStorage(), blobs, silos);

    public static async Task<FakeCluster> StartAsync(FakeStorage storage, IBlobStore? blobs, params FakeSilo[] silos)
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
                options.ApplyWeights = own.ApplyAsync;
            });
            silo.Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = TimeSpan.FromMilliseconds(500));
            silo.Services.AddGrainStorage(TaskGrain.Storage, (_, _) => storage);
            silo.AddTaskPlacement();
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new(cluster, all, storage);
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

    /// <summary>Ends a silo as an operator does.</summary>
    public Task StopAsync(int silo) => cluster.StopSiloAsync(HandleOf(silo));

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
