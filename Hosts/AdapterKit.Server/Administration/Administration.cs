using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>Changes what is served, and writes each act down.</summary>
internal sealed class Administration(
    PluginHost host,
    RequestDispatcher dispatcher,
    StatusReader reader,
    BundleStore bundles,
    AuditLog audit,
    IEnumerable<IWeightsPublisher> publishers) : IDisposable
{
    private readonly Lock gate = new();
    private volatile StagedPlugins? staged;
    private (string Task, string Bundle)? stagedBundle;

    /// <summary>What is served, what waits, and what was done in the last minute.</summary>
    public AdminStatus Status => reader.Read(staged);

    /// <summary>Loads and tests what lies in the directories, beside what is served.</summary>
    public IReadOnlyList<AdminPlugin> Stage(string who) => Act(who, "stage", () => Stage(host.Stage));

    /// <summary>Loads and tests one plugin.</summary>
    /// <exception cref="ArgumentException">There is no such plugin.</exception>
    public IReadOnlyList<AdminPlugin> StagePlugin(string who, string id) =>
        Act(who, $"stage plugin {id}", () => Stage(() => host.Stage(id)));

    /// <summary>Loads and tests other weights of a task.</summary>
    /// <exception cref="ArgumentException">No such task is served.</exception>
    /// <exception cref="PluginException">The weights do not fit the task.</exception>
    /// <exception cref="RequestException">There is no such bundle.</exception>
    public IReadOnlyList<AdminPlugin> StageBundle(string who, string task, string bundle) =>
        Act(who, $"stage {bundle} for {task}", () =>
        {
            var plugins = Stage(() => Load(task, bundle));
            stagedBundle = (task, bundle);
            return plugins;
        });

    /// <summary>Serves weights that were activated on another server.</summary>
    /// <exception cref="PluginException">The weights do not fit the task.</exception>
    /// <exception cref="RequestException">They are too large, or others, or bundles are off.</exception>
    public async Task AdoptAsync(string task, string hash, Stream archive, CancellationToken cancellationToken)
    {
        await bundles.PutAsync(hash, archive, cancellationToken);
        Act("cluster", $"adopt {hash} for {task}", () =>
        {
            Load(task, hash).Activate();
            return true;
        });
    }

    /// <summary>Keeps weights that were sent.</summary>
    /// <exception cref="RequestException">They are too large, or others.</exception>
    public async Task<AdminBundle> PutAsync(string who, string hash, Stream content, CancellationToken cancellationToken)
    {
        try
        {
            var bundle = await bundles.PutAsync(hash, content, cancellationToken);
            audit.Write(who, $"put {hash}", $"done; {bundle.Size} bytes");
            return bundle;
        }
        catch (RequestException error)
        {
            audit.Write(who, $"put {hash}", $"failed: {error.Message}");
            throw;
        }
    }

    /// <summary>Forgets weights that were sent.</summary>
    public bool Delete(string who, string hash) => Act(who, $"delete {hash}", () => bundles.Delete(hash));

    /// <summary>Serves what was staged; if these are weights, on all servers of the cluster.</summary>
    public async Task<AdminStatus> ActivateAsync(string who)
    {
        (string Task, string Bundle)? activated = null;
        var status = Act(who, "activate", () =>
        {
            var next = staged ?? throw new InvalidOperationException("Nothing is staged. Stage first.");
            (staged, activated) = (null, stagedBundle);
            next.Activate();
            return Status;
        });
        return activated is { } weights
            ? status with
            {
                Warning = await TellOthersAsync(who, $"publish {weights.Bundle} for {weights.Task}", async publisher =>
                {
                    await using var archive = bundles.Open(weights.Bundle);
                    await publisher.PublishAsync(weights.Task, weights.Bundle, archive);
                }),
            }
            : status;
    }

    /// <summary>Discards what was staged.</summary>
    public bool Discard(string who) => Act(who, "discard", () =>
    {
        staged?.Dispose();
        var had = staged is not null;
        staged = null;
        return had;
    });

    /// <summary>Serves again what was served before; servers of the cluster that start later take none of what is left.</summary>
    public Task<AdminStatus> RollbackAsync(string who) => RollbackAsync(who, "rollback", host.Rollback);

    /// <summary>Serves one plugin again as it was before.</summary>
    public Task<AdminStatus> RollbackPluginAsync(string who, string id) =>
        RollbackAsync(who, $"rollback plugin {id}", () => host.Rollback(id));

    /// <summary>Takes a task out of service.</summary>
    public AdminStatus Quarantine(string who, string task, string? reason) => Act(who, $"quarantine {task}", () =>
    {
        dispatcher.Quarantine.Add(task, reason ?? "An administrator has quarantined it.");
        return Status;
    });

    /// <summary>Puts a task back into service.</summary>
    public bool Release(string who, string task) => Act(who, $"release {task}", () => dispatcher.Quarantine.Release(task));

    public void Dispose() => staged?.Dispose();

    private IReadOnlyList<AdminPlugin> Stage(Func<StagedPlugins> stage)
    {
        var next = stage();
        staged?.Dispose();
        (staged, stagedBundle) = (next, null);
        return StatusReader.Describe(next);
    }

    private StagedPlugins Load(string task, string bundle)
    {
        var directory = bundles.Unpack(bundle);
        try
        {
            return host.StageBundle(task, directory.FullName);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<AdminStatus> RollbackAsync(string who, string what, Action rollback)
    {
        IEnumerable<string> left = [];
        var status = Act(who, what, () =>
        {
            var before = ReadWeights();
            rollback();
            var after = ReadWeights();
            left = [.. after.Keys.Where(task => before.TryGetValue(task, out var weights) && weights != after[task])];
            return Status;
        });
        foreach (var task in left)
        {
            var warning = await TellOthersAsync(who, $"withdraw weights of {task}", publisher => publisher.WithdrawAsync(task));
            status = status with { Warning = warning ?? status.Warning };
        }

        return status;
    }

    private Dictionary<string, string?> ReadWeights()
    {
        using var lease = host.Lease();
        return lease.Tasks.ToDictionary(task => task.Id, task => task.WeightsHash);
    }

    // It is done on this server, whatever the others do.
    private async Task<string?> TellOthersAsync(string who, string what, Func<IWeightsPublisher, Task> tell)
    {
        string? warning = null;
        foreach (var publisher in publishers)
        {
            try
            {
                await tell(publisher);
                audit.Write(who, what, "done");
            }
#pragma warning disable CA1031 // A cluster fails in many ways.
            catch (Exception error)
#pragma warning restore CA1031
            {
                warning = $"The other servers do not know: {error.Message} Try again, or do the same on each of them.";
                audit.Write(who, what, $"failed: {error.Message}");
            }
        }

        return warning;
    }

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
