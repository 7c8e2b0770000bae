using System.Net;
using AdapterKit.Cluster;
using AdapterKit.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using StackExchange.Redis;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Lets an application answer for others like it, and have them answer for it.</summary>
public static class ClusterServices
{
    /// <summary>
    /// Makes the application a silo of a cluster on Orleans: rows for tasks that it does not serve are answered by a silo that does, and
    /// rows that it has no time for by one that has.
    /// </summary>
    /// <remarks>
    /// <para>Add the host with its backbone and the dispatcher first, and ask for rows by <see cref="IRowRunner"/>.</para>
    /// <para>All silos of a cluster have one backbone in common. Those of another backbone neither ask nor answer them.</para>
    /// <para>
    /// Rows of one request may go to several silos. If one of them does not accept its rows, the request is not accepted, though others
    /// may have begun with theirs.
    /// </para>
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets where the silo is reached, and where it finds the others.</param>
    /// <param name="configureSilo">
    /// Sets what else a silo shall have. Without <see cref="AdapterKitClusterOptions.Redis"/> it says how silos find one another, such as
    /// by PostgreSQL, and adds a storage of grains named <c>adapterkit</c>.
    /// </param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdapterKitCluster(
        this IServiceCollection services, Action<AdapterKitClusterOptions> configure, Action<ISiloBuilder>? configureSilo = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new AdapterKitClusterOptions();
        configure(options);
        services.AddOptions<AdapterKitClusterOptions>().Configure(configure);
        services.AddSingleton<ILocalSilo, HostedSilo>();
        return services.AddOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ClusterId));

            // No gateway: whoever asks comes over HTTP, and silos reach one another at their own port.
            silo.ConfigureEndpoints(options.Address, options.SiloPort, gatewayPort: 0, listenOnAnyHostAddress: false);

            // A process that stands still for three of them is declared dead, and ends once it goes on.
            silo.Configure<ClusterMembershipOptions>(membership => membership.ProbeTimeout = TimeSpan.FromSeconds(3));
            if (options.Redis is not null || configureSilo is null)
                FindOthers(silo, options);

            configureSilo?.Invoke(silo);
            silo.AddTaskPlacement();
        });
    }

    /// <summary>Adds what is ours to a silo.</summary>
    internal static ISiloBuilder AddTaskPlacement(this ISiloBuilder silo)
    {
        silo.AddGrainService<BackboneService>();
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<TextSessions>()
            .AddSingleton<PlacementView>()
            .AddSingleton<IBackboneClient, BackboneClient>()
            .AddSingleton<SiloCaller>()
            .AddSingleton<ClusterRunner>()
            .AddSingleton<ClusterWeights>()
            .AddSingleton<IClusterWeights>(services => services.GetRequiredService<ClusterWeights>())
            .AddSingleton<IHostedService, SiloAgent>();
        silo.Services.RemoveAll<IRowRunner>();
        silo.Services.AddSingleton<IRowRunner>(services => services.GetRequiredService<ClusterRunner>());
        return silo;
    }

    private static void FindOthers(ISiloBuilder silo, AdapterKitClusterOptions options)
    {
        if (options.Redis is { } redis)
        {
            silo.UseRedisClustering(clustering => clustering.ConfigurationOptions = ConfigurationOptions.Parse(redis));
            silo.AddRedisGrainStorage(TaskGrain.Storage, storage => storage.ConfigurationOptions = ConfigurationOptions.Parse(redis));
            return;
        }

        silo.UseDevelopmentClustering(development =>
            development.PrimarySiloEndpoint = new IPEndPoint(options.Address, options.PrimaryPort));
        silo.AddMemoryGrainStorage(TaskGrain.Storage);
    }
}
