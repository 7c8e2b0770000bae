using System.Diagnostics;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Reads what the administration shows.</summary>
internal sealed class StatusReader(PluginHost host, RequestDispatcher dispatcher, Backbone backbone, IOptions<ServerOptions> options)
{
    public AdminStatus Read(StagedPlugins? staged)
    {
        // Before the lease of this very reading.
        var (generations, statistics) = (host.Generations, dispatcher.Statistics);
        using var lease = host.Lease();
        using var process = Process.GetCurrentProcess();
        return new(
            lease.Generation,
            [.. generations.Select(one => new AdminGeneration(one.Number, one.State.ToString(), one.Leases, one.Tasks))],
            generations.Any(generation => generation.State == GenerationState.Kept),
            new BackboneInfo(backbone.Id, backbone.Hash),
            new AdminProcess(
                (DateTime.Now - process.StartTime).TotalSeconds, process.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false)),
            Describe(statistics),
            [.. host.Plugins.Select(plugin => Describe(plugin, lease, statistics))],
            dispatcher.Quarantine.Tasks,
            staged is null ? null : Describe(staged));
    }

    /// <summary>What is staged: it is not served, so that there is no traffic.</summary>
    public static IReadOnlyList<AdminPlugin> Describe(StagedPlugins staged) =>
        [.. staged.Plugins.Select(plugin => Describe(plugin, lease: null, statistics: null))];

    private AdminTraffic Describe(DispatcherStatistics statistics) => new(
        statistics.Window.TotalSeconds,
        statistics.QueuedRows,
        statistics.QueuedTokens,
        options.Value.Dispatcher.MaxQueuedTokens,
        statistics.PassesPerSecond,
        statistics.RowsPerPass,
        statistics.TokensPerPass,
        options.Value.Dispatcher.MaxTokensPerPass,
        statistics.Padding,
        statistics.Busy,
        statistics.Rejected.ToDictionary(reason => reason.Key.ToString(), reason => reason.Value),
        Describe(statistics.Total),
        Describe(statistics.Embeddings));

    private static AdminRows Describe(TrafficStatistics traffic) => new(
        traffic.RowsPerSecond,
        traffic.Median.TotalMilliseconds,
        traffic.Percentile99.TotalMilliseconds,
        traffic.Failed,
        traffic.Late);

    private static AdminPlugin Describe(PluginStatus plugin, TaskLease? lease, DispatcherStatistics? statistics) => new(
        plugin.Id,
        plugin.Manifest?.Version,
        plugin.State.ToString(),
        plugin.Reason,
        plugin.ManifestHash,
        [.. plugin.TaskStates.Select(task => Describe(task, lease?.FindTask(task.Id), statistics))],
        plugin.RefusedUpdate is { } update ? Describe(update, lease: null, statistics: null) : null);

    private static AdminTask Describe(PluginTaskStatus status, TaskAdapter? task, DispatcherStatistics? statistics) => new(
        status.Id,
        status.State.ToString(),
        status.Reason,
        status.WeightsHash,
        status.WeightsSize,
        task?.Declaration.Kind.Reading switch
        {
            null => null,
            { ReadsImages: true } => "images",
            { IsPaired: true } => TaskInfo.Pairs,
            _ => TaskInfo.Texts,
        },
        [.. task?.Config.Fusion?.Setup.Members.Select(member => member.ToString()!) ?? []],
        statistics is null ? null : Describe(statistics.Tasks.GetValueOrDefault(status.Id, TrafficStatistics.None)));
}
