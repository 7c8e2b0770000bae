using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>The host and the dispatcher of the application.</summary>
/// <param name="host">The host.</param>
/// <param name="dispatcher">The dispatcher.</param>
/// <param name="backbone">The backbone.</param>
internal sealed class HostedSilo(PluginHost host, RequestDispatcher dispatcher, Backbone backbone) : ILocalSilo
{
    public string Backbone => backbone.Hash;

    public IReadOnlyList<SiloTask> Tasks
    {
        get
        {
            using var lease = host.Lease();
            var plugins = host.Plugins.SelectMany(plugin => plugin.TaskStates, (plugin, task) => (task.Id, plugin.ManifestHash))
                .GroupBy(task => task.Id).ToDictionary(task => task.Key, task => task.First().ManifestHash);
            return [.. lease.Tasks
                .Where(task => !task.Declaration.Kind.Reading.ReadsImages)
                .Select(task => new SiloTask(ServedTask.Of(task), plugins.GetValueOrDefault(task.Id)))];
        }
    }

    public int QueuedTokens => dispatcher.QueuedTokens;

    public IRowRunner Runner => dispatcher;

    public bool Serves(string task)
    {
        using var lease = host.Lease();
        return lease.FindTask(task) is not null;
    }
}
