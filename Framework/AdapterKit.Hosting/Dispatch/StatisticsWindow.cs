namespace AdapterKit.Hosting;

/// <summary>Counts the last minute in slices of ten seconds, in memory that grows with the tasks and not with the rows.</summary>
/// <remarks>Thread safety: all members may be called from any thread.</remarks>
internal sealed class StatisticsWindow
{
    private const int Slices = 6;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private readonly Slice[] slices = new Slice[Slices];
    private readonly TimeSpan origin;

    /// <param name="now">The time at which counting begins.</param>
    public StatisticsWindow(TimeSpan now)
    {
        origin = now;
        Array.Fill(slices, new Slice(-1));
    }

    /// <summary>Adds a row.</summary>
    /// <param name="now">The time.</param>
    /// <param name="task">The task; <see langword="null"/> for an embedding.</param>
    /// <param name="state">What became of it.</param>
    /// <param name="time">The time since its arrival.</param>
    public void AddRow(TimeSpan now, string? task, RowState state, TimeSpan time)
    {
        lock (gate)
            At(now).Of(task).Add(state, time);
    }

    /// <summary>Adds a pass.</summary>
    /// <param name="now">The time.</param>
    /// <param name="size">Its size.</param>
    public void AddPass(TimeSpan now, PassCount size)
    {
        lock (gate)
        {
            var slice = At(now);
            slice.Passes = slice.Passes.Plus(size);
        }
    }

    /// <summary>Adds a request that was not accepted.</summary>
    public void AddRejected(TimeSpan now, RejectionReason reason)
    {
        lock (gate)
        {
            var rejected = At(now).Rejected;
            rejected[reason] = rejected.GetValueOrDefault(reason) + 1;
        }
    }

    /// <summary>Sums the last minute up.</summary>
    public DispatcherStatistics Read(TimeSpan now)
    {
        lock (gate)
        {
            var number = NumberOf(now);
            List<Slice> recent = [.. slices.Distinct().Where(slice => slice.Number >= 0 && slice.Number > number - Slices)];
            var sum = recent.Aggregate(new Slice(number), (sum, slice) => sum.Plus(slice));
            var first = origin + (Length * Math.Max(0, number - Slices + 1));
            var window = now - first;
            return window <= TimeSpan.Zero ? new() : sum.Over(window);
        }
    }

    private long NumberOf(TimeSpan now) => (now - origin).Ticks / Length.Ticks;

    private Slice At(TimeSpan now)
    {
        var number = NumberOf(now);
        ref var slice = ref slices[number % Slices];
        return slice.Number == number ? slice : slice = new Slice(number);
    }

    /// <summary>Ten seconds.</summary>
    private sealed class Slice(long number)
    {
        private readonly TrafficCount embeddings = new();
        private readonly Dictionary<string, TrafficCount> tasks = new(StringComparer.Ordinal);

        public long Number => number;

        public PassCount Passes { get; set; }

        public Dictionary<RejectionReason, long> Rejected { get; } = [];

        public TrafficCount Of(string? task)
        {
            if (task is null)
                return embeddings;
            if (!tasks.TryGetValue(task, out var count))
                tasks.Add(task, count = new TrafficCount());

            return count;
        }

        public Slice Plus(Slice other)
        {
            embeddings.Add(other.embeddings);
            foreach (var (task, count) in other.tasks)
                Of(task).Add(count);
            foreach (var (reason, count) in other.Rejected)
                Rejected[reason] = Rejected.GetValueOrDefault(reason) + count;

            Passes = Passes.Plus(other.Passes);
            return this;
        }

        public DispatcherStatistics Over(TimeSpan window)
        {
            var total = new TrafficCount();
            foreach (var count in tasks.Values.Append(embeddings))
                total.Add(count);

            return new DispatcherStatistics
            {
                Window = window,
                PassesPerSecond = Passes.Passes / window.TotalSeconds,
                RowsPerPass = Passes.Rows / Math.Max(1.0, Passes.Passes),
                TokensPerPass = Passes.PaddedTokens / Math.Max(1.0, Passes.Passes),
                Padding = 1 - ((double)Math.Max(1, Passes.Tokens) / Math.Max(1, Passes.PaddedTokens)),
                Busy = Math.Min(1, Passes.Time / window),
                Rejected = Rejected,
                Total = total.Over(window),
                Embeddings = embeddings.Over(window),
                Tasks = tasks.ToDictionary(task => task.Key, task => task.Value.Over(window)),
            };
        }
    }
}
