using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Publishes weights, and applies what was published. Grains carry hashes; the bytes come from the store of blobs.</summary>
/// <param name="local">What is served here.</param>
/// <param name="grains">Reaches the tasks.</param>
/// <param name="options">Where the weights lie.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class ClusterWeights(
    ILocalSilo local, IGrainFactory grains, IOptions<AdapterKitClusterOptions> options, TimeProvider clock, ILogger<ClusterWeights> log)
    : IClusterWeights, IDisposable
{
    // Of what cannot be applied, the reason may pass: a store that is down, weights that a silo is about to get the code for.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly Action<ILogger, string, string, Exception?> Applied = LoggerMessage.Define<string, string>(
        LogLevel.Information, new EventId(1, nameof(Applied)), "Task {Task} has the weights {Archive}, as in the whole cluster.");

    private static readonly Action<ILogger, string, string, string, Exception?> Failed = LoggerMessage.Define<string, string, string>(
        LogLevel.Warning, new EventId(2, nameof(Failed)), "Task {Task} cannot get the weights {Archive}: {Reason}");

    private static readonly Action<ILogger, string, Exception?> Skipped = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(3, nameof(Skipped)), "No task can get weights of the cluster ({Error}).");

    private readonly AdapterKitClusterOptions options = options.Value;
    private readonly SemaphoreSlim gate = new(1);
    private readonly Dictionary<string, int> applied = [];
    private readonly Dictionary<string, string?> adopted = [];
    private readonly Dictionary<string, long> failed = [];

    public async Task PublishAsync(string task, string hash, Stream archive, CancellationToken cancellationToken = default)
    {
        var blobs = options.Blobs ?? throw new InvalidOperationException("The silos share no store of blobs. Set one.");
        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var served = FindTask(task);
            await blobs.PutAsync(hash, archive, cancellationToken).ConfigureAwait(false);
            var wanted = await GrainOf(task).SetAsync(hash, served.Plugin).ConfigureAwait(false);

            // Weights of another silo may have come since: then these are brought as to any other silo.
            if (!adopted.TryGetValue(task, out var weights) || weights != served.Task.WeightsHash)
                applied[task] = wanted!.Revision;
        }
        finally
        {
            gate.Release();
        }
    }

    public async Task WithdrawAsync(string task, CancellationToken cancellationToken = default) =>
        await GrainOf(task).SetAsync(archive: null, FindTask(task).Plugin).WaitAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>Gives tasks the weights that they shall have, each once.</summary>
    public async Task ApplyAsync(PlacementTable table, CancellationToken cancellationToken)
    {
        if (options is not { Blobs: { } blobs, ApplyWeights: { } apply } || table.Weights.Count == 0)
            return;

        await gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var task in local.Tasks)
            {
                if (!table.Weights.TryGetValue(task.Task.Id, out var wanted))
                    continue;

                // A plugin that comes back brings weights of its own.
                if (wanted.Plugin != task.Plugin)
                    applied.Remove(task.Task.Id);
                else if (!IsDone(task.Task.Id, wanted))
                    await ApplyAsync(task.Task.Id, wanted, blobs, apply, cancellationToken).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Weights that cannot be brought leave tasks as they are.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Skipped(log, error.GetType().Name, null);
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task ApplyAsync(
        string task,
        TaskWeights wanted,
        IBlobStore blobs,
        Func<string, string, Stream, CancellationToken, Task> apply,
        CancellationToken cancellationToken)
    {
        try
        {
            var archive = await blobs.OpenAsync(wanted.Archive, cancellationToken).ConfigureAwait(false)
                ?? throw new FileNotFoundException("The store of blobs does not have it.");
            await using (archive.ConfigureAwait(false))
                await apply(task, wanted.Archive, archive, cancellationToken).ConfigureAwait(false);

            applied[task] = wanted.Revision;
            adopted[task] = FindTask(task).Task.WeightsHash;
            Applied(log, task, wanted.Archive, null);
        }
#pragma warning disable CA1031 // Weights that do not fit leave the task as it is.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            failed[task] = clock.GetTimestamp();
            Failed(log, task, wanted.Archive, error.Message, null);
        }
    }

    private SiloTask FindTask(string task) => local.Tasks.FirstOrDefault(one => one.Task.Id == task)
        ?? throw new ArgumentException($"There is no task '{task}' here.", nameof(task));

    private ITaskGrain GrainOf(string task) => grains.GetGrain<ITaskGrain>(TaskGrain.KeyOf(local.Backbone, task));

    private bool IsDone(string task, TaskWeights wanted) =>
        (applied.TryGetValue(task, out var revision) && revision >= wanted.Revision)
        || (failed.TryGetValue(task, out var time) && clock.GetElapsedTime(time) < Pause);
}
