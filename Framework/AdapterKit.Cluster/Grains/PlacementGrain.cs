using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Keeps the latest report of each silo. What it knows is gone with it, and comes again with the next reports.</summary>
internal sealed class PlacementGrain(
    TimeProvider clock, ISiloStatusOracle members, IOptions<AdapterKitClusterOptions> options, ILogger<PlacementGrain> log)
    : Grain, IPlacementGrain
{
    private static readonly Action<ILogger, string, string, Exception?> Unreadable = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new EventId(1, nameof(Unreadable)), "Which weights task {Task} shall have cannot be read ({Error}).");

    // A silo that has missed so many reports has no tasks any more.
    private const int MissedReports = 3;

    private readonly Dictionary<SiloAddress, (SiloReport Report, long Time)> reports = [];
    private readonly Dictionary<string, TaskWeights?> weights = [];
    private readonly long started = clock.GetTimestamp();

    private TimeSpan Expiry => options.Value.ReportInterval * MissedReports;

    public async Task<PlacementTable> ReportAsync(SiloReport report)
    {
        reports[report.Silo] = (report, clock.GetTimestamp());
        List<string> unknown = [.. report.Tasks.Select(task => task.Task.Id).Where(task => !weights.ContainsKey(task))];
        if (unknown.Count > 0)
            await Task.WhenAny(Task.WhenAll(unknown.Select(LearnAsync)), Task.Delay(options.Value.ReportInterval, clock));

        foreach (var (silo, (_, time)) in reports)
        {
            if (clock.GetElapsedTime(time) > Expiry || members.IsDeadSilo(silo))
                reports.Remove(silo);
        }

        return new(
            [.. reports.Values.Select(one => one.Report)],
            weights.Where(one => one.Value is not null).ToDictionary(one => one.Key, one => one.Value!),
            IsComplete: clock.GetElapsedTime(started) > Expiry);
    }

    public Task LeaveAsync(SiloAddress silo)
    {
        reports.Remove(silo);
        return Task.CompletedTask;
    }

    public Task AdoptAsync(string task, TaskWeights? weights)
    {
        this.weights[task] = weights;
        return Task.CompletedTask;
    }

    // What cannot be read now is asked for again with the next report.
    private async Task LearnAsync(string task)
    {
        try
        {
            var grain = GrainFactory.GetGrain<ITaskGrain>(TaskGrain.KeyOf(this.GetPrimaryKeyString(), task));
            weights.TryAdd(task, await grain.GetAsync());
        }
#pragma warning disable CA1031 // A storage fails in many ways.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Unreadable(log, task, error.GetType().Name, null);
        }
    }
}
