using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Keeps the latest report of each silo. What it knows is gone with it, and comes again with the next reports.</summary>
internal sealed class PlacementGrain(TimeProvider clock, ISiloStatusOracle members, IOptions<AdapterKitClusterOptions> options)
    : Grain, IPlacementGrain
{
    // A silo that has missed so many reports has no tasks any more.
    private const int MissedReports = 3;

    private readonly Dictionary<SiloAddress, (SiloReport Report, long Time)> reports = [];
    private readonly Dictionary<string, TaskWeights?> weights = [];
    private readonly long started = clock.GetTimestamp();

    private TimeSpan Expiry => options.Value.ReportInterval * MissedReports;

    public async Task<PlacementTable> ReportAsync(SiloReport report)
    {
        reports[report.Silo] = (report, clock.GetTimestamp());
        foreach (var task in report.Tasks.Select(task => task.Task.Id).Where(task => !weights.ContainsKey(task)))
            weights[task] = await GrainFactory.GetGrain<ITaskGrain>(TaskGrain.KeyOf(this.GetPrimaryKeyString(), task)).GetAsync();

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

    public Task AdoptAsync(string task, TaskWeights weights)
    {
        this.weights[task] = weights;
        return Task.CompletedTask;
    }
}
