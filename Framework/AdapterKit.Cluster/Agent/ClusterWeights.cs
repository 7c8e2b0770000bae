using System.Collections.Concurrent;
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
    : IClusterWeights
{
    // Of what cannot be applied, the reason may pass: a store that is down, weights that a silo is about to get the code for.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly Action<ILogger, string, string, Exception?> Applied = LoggerMessage.Define<string, string>(
        LogLevel.Information, new EventId(1, nameof(Applied)), "Task {Task} has the weights {Archive}, as in the whole cluster.");

    private static readonly Action<ILogger, string, string, string, Exception?> Failed = LoggerMessage.Define<string, string, string>(
        LogLevel.Warning, new EventId(2, nameof(Failed)), "Task {Task} cannot get the weights {Archive}: {Reason}");

    private readonly AdapterKitClusterOptions options = options.Value;
    private readonly ConcurrentDictionary<string, int> applied = new();
    private readonly ConcurrentDictionary<string, long> failed = new();

    public async Task PublishAsync(string task, string hash, Stream archive, CancellationToken cancellationToken = default)
    {
        var blobs = options.Blobs ?? throw new InvalidOperationException("The silos share no store of blobs. Set one.");
        var served = local.Tasks.FirstOrDefault(one => one.Task.Id == task)
            ?? throw new ArgumentException($"There is no task '{task}' here.", nameof(task));
        await blobs.PutAsync(hash, archive, cancellationToken).ConfigureAwait(false);
        var grain = grains.GetGrain<ITaskGrain>(TaskGrain.KeyOf(local.Backbone, task));
        await grain.SetAsync(hash, served.Plugin).ConfigureAwait(false);
        if (await grain.GetAsync().ConfigureAwait(false) is { } own && own.Archive == hash)
            applied[task] = own.Revision;
    }

    /// <summary>Gives tasks the weights that they shall have, each once.</summary>
    public async Task ApplyAsync(PlacementTable table, CancellationToken cancellationToken)
    {
        if (options is not { Blobs: { } blobs, ApplyWeights: { } apply } || table.Weights.Count == 0)
            return;

        foreach (var task in local.Tasks)
        {
            var id = task.Task.Id;
            if (!table.Weights.TryGetValue(id, out var wanted) || wanted.Plugin != task.Plugin || IsDone(id, wanted))
                continue;

            try
            {
                var archive = await blobs.OpenAsync(wanted.Archive, cancellationToken).ConfigureAwait(false)
                    ?? throw new FileNotFoundException("The store of blobs does not have it.");
                await using (archive.ConfigureAwait(false))
                    await apply(id, wanted.Archive, archive, cancellationToken).ConfigureAwait(false);

                applied[id] = wanted.Revision;
                Applied(log, id, wanted.Archive, null);
            }
#pragma warning disable CA1031 // Weights that do not fit leave the task as it is.
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                failed[id] = clock.GetTimestamp();
                Failed(log, id, wanted.Archive, error.Message, null);
            }
        }
    }

    private bool IsDone(string task, TaskWeights wanted) =>
        (applied.TryGetValue(task, out var revision) && revision >= wanted.Revision)
        || (failed.TryGetValue(task, out var time) && clock.GetElapsedTime(time) < Pause);
}
