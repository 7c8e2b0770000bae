using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>Changes what is served, and writes each act down.</summary>
internal sealed class Administration(PluginHost host, RequestDispatcher dispatcher, AuditLog audit) : IDisposable
{
    private readonly Lock gate = new();
    private StagedPlugins? staged;

    public AdminStatus Status
    {
        get
        {
            using var lease = host.Lease();
            return new(
                lease.Generation,
                [.. host.Plugins.Select(AdminPlugin.From)],
                dispatcher.QueuedTokens,
                dispatcher.Quarantine.Tasks,
                staged is not null);
        }
    }

    /// <summary>Loads and tests what lies in the directories, beside what is served.</summary>
    public IReadOnlyList<AdminPlugin> Stage(string who) => Act(who, "stage", () =>
    {
        staged?.Dispose();
        staged = host.Stage();
        return (IReadOnlyList<AdminPlugin>)[.. staged.Plugins.Select(AdminPlugin.From)];
    });

    /// <summary>Serves what was staged.</summary>
    public AdminStatus Activate(string who) => Act(who, "activate", () =>
    {
        var next = staged ?? throw new InvalidOperationException("Nothing is staged. Stage first.");
        staged = null;
        next.Activate();
        return Status;
    });

    /// <summary>Discards what was staged.</summary>
    public bool Discard(string who) => Act(who, "discard", () =>
    {
        staged?.Dispose();
        var had = staged is not null;
        staged = null;
        return had;
    });

    /// <summary>Serves again what was served before.</summary>
    public AdminStatus Rollback(string who) => Act(who, "rollback", () =>
    {
        host.Rollback();
        return Status;
    });

    /// <summary>Takes a task out of service.</summary>
    public AdminStatus Quarantine(string who, string task, string? reason) => Act(who, $"quarantine {task}", () =>
    {
        dispatcher.Quarantine.Add(task, reason ?? "An administrator has quarantined it.");
        return Status;
    });

    /// <summary>Puts a task back into service.</summary>
    public bool Release(string who, string task) => Act(who, $"release {task}", () => dispatcher.Quarantine.Release(task));

    public void Dispose() => staged?.Dispose();

    private T Act<T>(string who, string what, Func<T> act)
    {
        lock (gate)
        {
            try
            {
                var result = act();
                var hashes = host.Plugins.Select(plugin => $"{plugin.Id}@{plugin.ManifestHash}");
                var isIdle = result is false;
                audit.Write(who, what, isIdle ? "nothing to do" : $"done; serving {string.Join(' ', hashes)}");
                return result;
            }
            catch (Exception error)
            {
                audit.Write(who, what, $"failed: {error.Message}");
                throw;
            }
        }
    }
}

/// <summary>What is served, and what waits.</summary>
internal sealed record AdminStatus(
    int Generation, IReadOnlyList<AdminPlugin> Plugins, int QueuedTokens, IReadOnlyDictionary<string, string> Quarantined, bool IsStaged);

/// <summary>A plugin with its state.</summary>
internal sealed record AdminPlugin(
    string Id,
    string? Version,
    string State,
    string Reason,
    string? ManifestHash,
    IReadOnlyList<AdminTask> Tasks,
    AdminPlugin? RefusedUpdate)
{
    public static AdminPlugin From(PluginStatus plugin) => new(
        plugin.Id,
        plugin.Manifest?.Version,
        plugin.State.ToString(),
        plugin.Reason,
        plugin.ManifestHash,
        [.. plugin.TaskStates.Select(task => new AdminTask(task.Id, task.State.ToString(), task.Reason))],
        plugin.RefusedUpdate is { } update ? From(update) : null);
}

/// <summary>A task of a plugin with its state.</summary>
internal sealed record AdminTask(string Id, string State, string Reason);

/// <summary>Why a task is quarantined.</summary>
internal sealed record QuarantineRequest(string? Reason);
