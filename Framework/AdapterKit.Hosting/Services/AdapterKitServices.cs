using AdapterKit;
using AdapterKit.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds task adapters to an application.</summary>
public static class AdapterKitServices
{
    /// <summary>
    /// Adds the backbone, the <see cref="PluginHost"/> with its tasks, and a hosted service that loads both before the application is
    /// ready.
    /// </summary>
    /// <remarks>
    /// No type of a plugin enters the application's container: it would keep the plugin in memory. Ask the host for a
    /// <see cref="PluginHost.Lease"/> for each request.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="openBackbone">Opens the backbone, once; the container disposes of it after the host.</param>
    /// <param name="configure">Sets the directories and what the host requires.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdapterKit(
        this IServiceCollection services, Func<IServiceProvider, Backbone> openBackbone, Action<AdapterKitOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(openBackbone);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<AdapterKitOptions>().Configure(configure).Validate(
            options => options.Directories.Count > 0,
            $"There is no directory with plugins. Add one to {nameof(AdapterKitOptions)}.{nameof(AdapterKitOptions.Directories)}.");
        services.AddSingleton(openBackbone);
        services.AddSingleton(LoadHost);
        services.AddHostedService<PluginHostService>();
        return services;
    }

    /// <summary>
    /// Adds a <see cref="RequestDispatcher"/>, also as <see cref="IRowRunner"/>, and a hosted service that runs it warm before the
    /// application is ready, and lets it answer what it has accepted before the application ends.
    /// </summary>
    /// <remarks>Add the host and its backbone first.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="options">How to form passes, and what to accept.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddAdapterKitDispatcher(
        this IServiceCollection services, Func<IServiceProvider, DispatcherOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddSingleton(provider => new RequestDispatcher(
            provider.GetRequiredService<PluginHost>(), provider.GetRequiredService<Backbone>(), options?.Invoke(provider)));
        services.AddSingleton<IRowRunner>(provider => provider.GetRequiredService<RequestDispatcher>());
        services.AddHostedService<DispatcherService>();
        return services;
    }

    /// <summary>
    /// Adds a check named <c>adapterkit</c>: unhealthy without a task, degraded while anything is refused, and healthy otherwise.
    /// </summary>
    /// <param name="checks">The checks of the application.</param>
    /// <returns>The same checks.</returns>
    public static IHealthChecksBuilder AddAdapterKit(this IHealthChecksBuilder checks)
    {
        ArgumentNullException.ThrowIfNull(checks);
        return checks.AddCheck<PluginHealthCheck>("adapterkit");
    }

    private static PluginHost LoadHost(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AdapterKitOptions>>().Value;
        var logger = options.Host.Logger ?? services.GetService<ILoggerFactory>()?.CreateLogger<PluginHost>();
        return PluginHost.Load(
            [.. options.Directories], services.GetRequiredService<Backbone>(), options.Host with { Logger = logger });
    }
}
