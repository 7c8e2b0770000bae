using System.Security.Claims;
using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>The tasks that somebody may use, those of other servers included.</summary>
internal sealed class TaskCatalog(PluginHost host, IRowRunner runner, RequestDispatcher dispatcher)
{
    /// <summary>Counts the changes of what this server serves.</summary>
    public int Generation
    {
        get
        {
            using var lease = host.Lease();
            return lease.Generation;
        }
    }

    /// <summary>Lists the tasks.</summary>
    public IReadOnlyList<TaskInfo> List(ClaimsPrincipal user)
    {
        using var lease = host.Lease();
        var own = lease.Tasks.Where(task => !task.Declaration.Kind.Reading.ReadsImages);
        return [.. own.Select(ServedTask.Of).Concat(runner.RemoteTasks).Where(task => user.MayUse(task.Id)).Select(Describe)];
    }

    private TaskInfo Describe(ServedTask task) => new(
        task.Id,
        task.Kind,
        task.Labels,
        task.ReadsPairs ? TaskInfo.Pairs : TaskInfo.Texts,
        task.MaxTokens,
        task.WeightsHash,
        dispatcher.Quarantine.FindReason(task.Id),
        task.Kind == LanguageModelTask.Kind.Id || task.Kind == TextToTextTask.Kind.Id);
}
