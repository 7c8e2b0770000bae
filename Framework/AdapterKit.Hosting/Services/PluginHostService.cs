using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdapterKit.Hosting;

/// <summary>Loads backbone and plugins before the application is ready, rather than in its first request.</summary>
/// <param name="services">Opens them.</param>
internal sealed class PluginHostService(IServiceProvider services) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.Run(() => services.GetRequiredService<PluginHost>(), cancellationToken);

    // The container disposes of the host, after the requests that hold leases.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
