using System.Collections.Concurrent;
using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>What this silo knows of the others. It is read for each request, and asks nobody.</summary>
/// <param name="clock">The clock.</param>
internal sealed class PlacementView(TimeProvider clock)
{
    // A silo that did not answer is asked last until the members of the cluster may have noticed.
    private static readonly TimeSpan Suspicion = TimeSpan.FromSeconds(5);

    // What a text has of characters for each of its tokens, about.
    private const int CharactersPerToken = 4;

    private readonly ConcurrentDictionary<SiloAddress, long> suspects = new();
    private readonly ConcurrentDictionary<SiloAddress, long> heard = new();
    private readonly ConcurrentDictionary<SiloAddress, int> sent = new();
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
        sent.Clear();
        foreach (var silo in heard.Keys.Concat(suspects.Keys).Except(others.Select(report => report.Silo)))
        {
            heard.TryRemove(silo, out _);
            suspects.TryRemove(silo, out _);
        }
    }

    /// <summary>
    /// Finds the silo with the least to do of those that serve a task, and that answer if there is one; <see langword="null"/> if none
    /// serves it.
    /// </summary>
    /// <param name="task">The task; <see langword="null"/> for the backbone, which all have.</param>
    /// <param name="except">A silo that is out of the question.</param>
    public SiloAddress? Find(string? task, SiloAddress? except = null)
    {
        var candidates = task is null ? table.Silos : places.GetValueOrDefault(task, []);
        return candidates.Where(silo => !silo.Silo.Equals(except))
            .MinBy(silo => (IsSuspect(silo.Silo), silo.QueuedTokens + sent.GetValueOrDefault(silo.Silo)))?.Silo;
    }

    /// <summary>Counts rows that are sent to a silo, until it reports what it has to do.</summary>
    public void CountSent(SiloAddress silo, IReadOnlyList<DispatchRow> rows)
    {
        var tokens = rows.Sum(row => 1 + ((row.Input.Text.Length + (row.Input.Second?.Length ?? 0)) / CharactersPerToken));
        sent.AddOrUpdate(silo, tokens, (_, count) => count + tokens);
    }

    /// <summary>Notes that a silo has answered.</summary>
    public void Hear(SiloAddress silo)
    {
        heard[silo] = clock.GetTimestamp();
        suspects.TryRemove(silo, out _);
    }

    /// <summary>How long a silo has not answered.</summary>
    public TimeSpan SilenceOf(SiloAddress silo) =>
        heard.TryGetValue(silo, out var time) ? clock.GetElapsedTime(time) : TimeSpan.MaxValue;

    /// <summary>Notes that a silo does not answer.</summary>
    public void Suspect(SiloAddress silo) => suspects[silo] = clock.GetTimestamp();

    private bool IsSuspect(SiloAddress silo) =>
        suspects.TryGetValue(silo, out var since) && clock.GetElapsedTime(since) < Suspicion;
}
