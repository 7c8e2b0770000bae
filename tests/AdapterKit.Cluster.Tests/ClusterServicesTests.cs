using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdapterKit.Cluster.Tests;

/// <summary>What is added to an application.</summary>
public sealed class ClusterServicesTests
{
    [Fact]
    public async Task No_model_is_loaded_before_the_application_starts()
    {
        var isOpened = false;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAdapterKit(
            _ =>
            {
                isOpened = true;
                throw new InvalidOperationException("The backbone was opened.");
            },
            options => options.Directories.Add("plugins"));
        services.AddAdapterKitDispatcher();
        services.AddAdapterKitCluster(_ => { });
        await using var provider = services.BuildServiceProvider();

        Assert.Contains(provider.GetServices<IHostedService>(), service => service is SiloAgent);
        Assert.False(isOpened);
    }

    [Fact]
    public void What_configures_a_silo_adds_to_Redis()
    {
        var services = new ServiceCollection();
        var isConfigured = false;
        services.AddAdapterKitCluster(options => options.Redis = "127.0.0.1:1", _ => isConfigured = true);
        Assert.True(isConfigured);
        Assert.Contains(services, service => Equals(service.ServiceKey, TaskGrain.Storage));
    }
}
