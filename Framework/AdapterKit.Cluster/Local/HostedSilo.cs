using AdapterKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Cluster;

/// <summary>The host and the dispatcher of the application.</summary>
/// <param name="services">Opens them, once they are asked: whoever makes the services of an application loads no model.</param>
internal sealed class HostedSilo(IServiceProvider services) : ILocalSilo
{
    private readonly Lazy<PluginHost> host = new(services.GetRequiredService<PluginHost>);
    private readonly Lazy<RequestDispatcher> dispatcher = new(services.GetRequiredService<RequestDispatcher>);
    private readonly Lazy<Backbone> backbone = new(services.GetRequiredService<Backbone>);

    public string Backbone => backbone.Value.Hash;

    public IReadOnlyList<SiloTask> Tasks
    {
        get
        {
            using var lease = host.Value.Lease();
            var plugins = host.Value.Plugins.SelectMany(plugin => plugin.TaskStates, (plugin, task) => (task.Id, plugin.ManifestHash))
                .GroupBy(task => task.Id).ToDictionary(task => task.Key, task => task.First().ManifestHash);
            return [.. lease.Tasks
                .Where(task => !task.Declaration.Kind.Reading.ReadsImages)
                .Select(task => new SiloTask(ServedTask.Of(task), plugins.GetValueOrDefault(task.Id)))];
        }
    }

    public int QueuedTokens => dispatcher.Value.QueuedTokens;

    public IRowRunner Runner => dispatcher.Value;

    public bool Serves(string task)
    {
        using var lease = host.Value.Lease();
        return lease.FindTask(task) is not null;
    }

    public bool IsQuarantined(string task) => dispatcher.Value.Quarantine.FindReason(task) is not null;

    public Task DrainAsync(CancellationToken cancellationToken) => dispatcher.Value.StopAsync(cancellationToken);
}
