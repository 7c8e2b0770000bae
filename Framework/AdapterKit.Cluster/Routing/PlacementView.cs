using System.Collections.Concurrent;
using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>What this silo knows of the others. It is read for each request, and asks nobody.</summary>
/// <param name="clock">The clock.</param>
internal sealed class PlacementView(TimeProvider clock)
{
    // A silo that did not answer is left alone until the members of the cluster may have noticed.
    private static readonly TimeSpan Suspicion = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<SiloAddress, long> suspects = new();
    private readonly ConcurrentDictionary<SiloAddress, int> rows = new();
    private volatile IReadOnlyDictionary<string, IReadOnlyList<SiloReport>> places = new Dictionary<string, IReadOnlyList<SiloReport>>();
    private volatile PlacementTable table = PlacementTable.Empty;

    /// <summary>The silos and their tasks.</summary>
    public PlacementTable Table => table;

    /// <summary>The tasks of all other silos.</summary>
    public IReadOnlyList<ServedTask> Tasks =>
        [.. table.Silos.SelectMany(silo => silo.Tasks).Select(task => task.Task).DistinctBy(task => task.Id)];

    /// <summary>Takes a new table.</summary>
    /// <param name="next">The table.</param>
    /// <param name="own">This silo.</param>
    /// <param name="isDead">Whether a silo is known not to be a member any more.</param>
    public void Update(PlacementTable next, SiloAddress own, Func<SiloAddress, bool> isDead)
    {
        // A placement that has just begun knows some silos alone.
        IEnumerable<SiloReport> former = next.IsComplete ? [] : table.Silos;
        List<SiloReport> others = [.. next.Silos.Concat(former)
            .DistinctBy(report => report.Silo)
            .Where(report => !report.Silo.Equals(own) && !isDead(report.Silo))];
        table = next with { Silos = others };
        places = others.SelectMany(report => report.Tasks, (report, task) => (task.Task.Id, report))
            .GroupBy(place => place.Id, place => place.report)
            .ToDictionary(task => task.Key, IReadOnlyList<SiloReport> (task) => [.. task]);
        foreach (var (silo, _) in suspects.Where(one => !IsSuspect(one.Key)))
            suspects.TryRemove(silo, out _);
    }

    /// <summary>Finds the silo with the least load of those that serve tasks; <see langword="null"/> if there is none.</summary>
    /// <param name="tasks">All of the tasks.</param>
    /// <param name="except">A silo that is out of the question.</param>
    public SiloReport? Find(IEnumerable<string> tasks, SiloAddress? except = null)
    {
        IEnumerable<SiloReport>? common = null;
        foreach (var task in tasks)
        {
            var own = places.GetValueOrDefault(task, []);
            common = common is null ? own : common.IntersectBy(own.Select(silo => silo.Silo), silo => silo.Silo);
        }

        return common?.Where(silo => !silo.Silo.Equals(except) && !IsSuspect(silo.Silo))
            .MinBy(silo => (silo.QueuedTokens, rows.GetValueOrDefault(silo.Silo)));
    }

    /// <summary>Counts rows that are sent to a silo, until they are answered.</summary>
    public void Count(SiloAddress silo, int change) => rows.AddOrUpdate(silo, change, (_, count) => count + change);

    /// <summary>Notes that a silo did not answer.</summary>
    public void Suspect(SiloAddress silo) => suspects[silo] = clock.GetTimestamp();

    private bool IsSuspect(SiloAddress silo) =>
        suspects.TryGetValue(silo, out var since) && clock.GetElapsedTime(since) < Suspicion;
}
