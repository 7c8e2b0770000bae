using AdapterKit.Hosting;

namespace AdapterKit.LoadTests;

/// <summary>A dispatcher for each task, as servers have that cannot mix tasks in a pass; all on one backbone.</summary>
internal sealed class TaskQueues : ILoadTarget, IAsyncDisposable
{
    private readonly Dictionary<string, RequestDispatcher> dispatchers;
    private readonly Dictionary<string, InProcess> queues;

    /// <param name="server">A server of the tasks, for its host and backbone.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="timeout">The time that a request allows.</param>
    public TaskQueues(LoadServer server, IReadOnlyList<string> tasks, TimeSpan timeout)
    {
        using var lease = server.Host.Lease();
        var backbone = lease.Tasks[0].Backbone;
        dispatchers = tasks.ToDictionary(task => task, _ => new RequestDispatcher(server.Host, backbone));
        queues = dispatchers.ToDictionary(queue => queue.Key, queue => new InProcess(queue.Value, timeout));
    }

    public Task<Outcome> AskAsync(int caller, string task, string text) => queues[task].AskAsync(caller, task, text);

    public async ValueTask DisposeAsync()
    {
        foreach (var dispatcher in dispatchers.Values)
            await dispatcher.DisposeAsync();
    }
}
