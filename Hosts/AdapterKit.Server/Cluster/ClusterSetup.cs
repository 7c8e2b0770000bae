using System.Net;
using AdapterKit.Cluster;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Makes the server one of several that answer for one another.</summary>
internal static class ClusterSetup
{
    public static void AddCluster(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration.GetSection(ClusterSettings.Section).Get<ClusterSettings>() ?? new();
        var address = IPAddress.Loopback;
        if (settings.Address is { } text && !IPAddress.TryParse(text, out address))
            throw new OptionsValidationException(
                nameof(ClusterSettings), typeof(ClusterSettings), [$"{ClusterSettings.Section}:Address is '{text}'. Write an IP address."]);

        builder.Services.AddAdapterKitCluster(cluster =>
        {
            (cluster.ClusterId, cluster.Redis, cluster.Address) = (settings.Id, settings.Redis, address!);
            (cluster.SiloPort, cluster.PrimaryPort) = (settings.Port, settings.PrimaryPort);
            cluster.Blobs = settings.BlobDirectory is { } directory ? new FolderBlobStore(directory) : null;
        });
        if (settings.BlobDirectory is not null)
            builder.Services.AddSingleton<IWeightsPublisher, WeightsPublisher>();

        builder.Services.AddOptions<AdapterKitClusterOptions>().Configure<IServiceProvider, IOptions<ServerOptions>, KeyRing>(
            (cluster, services, server, keys) =>
            {
                cluster.DefaultTimeout = server.Value.Dispatcher.DefaultTimeout;
                cluster.Charge = keys.Charge;

                // The administration asks for the publisher, and the publisher for these options.
                cluster.ApplyWeights = (task, hash, archive, cancellationToken) =>
                    services.GetRequiredService<Administration>().AdoptAsync(task, hash, archive, cancellationToken);
            });
    }
}
