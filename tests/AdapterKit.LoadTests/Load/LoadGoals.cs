using AdapterKit.Benchmarks;

namespace AdapterKit.LoadTests;

/// <summary>Puts the server under loads that are parts of its capacity, measured anew in each round, and compares with the goals.</summary>
/// <param name="generator">Sends the requests.</param>
/// <param name="step">How long each load lasts.</param>
internal sealed class LoadGoals(LoadGenerator generator, TimeSpan step)
{
    private const int Saturating = 64;
    private const int Flood = 20;

    /// <summary>Idle, 0.7 of the capacity, and twice the capacity.</summary>
    public Task RunLoadAsync(int rounds, TextWriter output) => RunAsync(rounds, output, async () =>
    {
        var (idle, _) = await generator.RunClosedAsync(1, step / 2);
        var (_, capacity) = await generator.RunClosedAsync(Saturating, step);
        var busy = await RunOpenAsync(0.7 * capacity);
        var peak = await RunOpenAsync(capacity);
        var over = await RunOpenAsync(2 * capacity);
        var single = idle.QuantileOfAnswers(50);
        var queue = SimulatedExecutor.Fit(single / 1e3, capacity, Saturating);
        return
        [
            new("capacity, answers a second", capacity, ""),
            new("idle, p50 in ms", single, ""),
            new("p99 at 0.7 of the capacity ÷ idle p50", busy.QuantileOfAnswers(99) / single, "≤ 5"),
            new("the same of a simulated executor", 1e3 * queue.Quantile(0.7 * capacity, 99) / single, ""),
            new("answers at twice the capacity ÷ at the capacity", over.Answered / Math.Max(1.0, peak.Answered), "≥ 0.95"),
            new("late of those accepted, in %", 100.0 * over.Late / Math.Max(1, over.Late + over.Answered), "≤ 0.1"),
            new("refusal, p99 in ms", over.QuantileOfRefusals(99), "≤ 5"),
            new("failed", busy.Failed + peak.Failed + over.Failed, "0"),
        ];
    });

    /// <summary>Nine callers at half of the capacity, with and without a tenth that asks twenty times as much as each of them.</summary>
    public Task RunFloodAsync(int rounds, TextWriter output) => RunAsync(rounds, output, async () =>
    {
        var (_, capacity) = await generator.RunClosedAsync(Saturating, step);
        var steady = 0.5 * capacity / (LoadServer.Callers - 1);
        double[] callers = [.. Enumerable.Repeat(steady, LoadServer.Callers - 1)];
        var calm = Merge(await generator.RunOpenAsync(callers, step));
        var all = await generator.RunOpenAsync([.. callers, Flood * steady], step);
        var flooded = Merge([.. all.Take(LoadServer.Callers - 1)]);
        return
        [
            new("capacity, answers a second", capacity, ""),
            new("p99 without the flood, in ms", calm.P99, ""),
            new("p99 of the others with it ÷ without", flooded.P99 / calm.P99, "≤ 1.5"),
            new("refused of the others, in %", 100 * flooded.Refused, "0"),
            new("late of the others, in %", 100 * flooded.Late, "0"),
            new("answers of the flood, a second", all[^1].Answered / step.TotalSeconds, ""),
        ];
    });

    private async Task<Sample> RunOpenAsync(double rate) => (await generator.RunOpenAsync([rate], step))[0];

    // The caller in the middle: a few seconds have too few requests of one caller for the worst of nine to mean anything.
    private static (double P99, double Refused, double Late) Merge(IReadOnlyList<Sample> samples)
    {
        var all = Math.Max(1.0, samples.Sum(sample => sample.Answered + sample.Refused + sample.Late));
        return (
            samples.Select(sample => sample.QuantileOfAnswers(99)).Order().ElementAt(samples.Count / 2),
            samples.Sum(sample => sample.Refused) / all,
            samples.Sum(sample => sample.Late) / all);
    }

    /// <summary>Measures some rounds, and writes the median of each figure.</summary>
    public static async Task RunAsync(int rounds, TextWriter output, Func<Task<IReadOnlyList<Figure>>> measure)
    {
        // The first round is for the compiler, and for the cost of passes to be learned.
        await measure();
        var figures = new List<Figure>();
        for (var round = 0; round < rounds; round++)
            figures.AddRange(await measure());

        MarkdownTable.Write(output, ["figure", "median (quartiles)", "goal"],
        [
            .. figures.GroupBy(figure => (figure.Name, figure.Goal), figure => figure.Value).Select(IReadOnlyList<string> (values) =>
                [values.Key.Name, $"{Quantile(values, 0.5)} ({Quantile(values, 0.25)}–{Quantile(values, 0.75)})", values.Key.Goal]),
        ]);
    }

    private static string Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return $"{sorted[(int)(share * (sorted.Count - 1))]:0.###}";
    }
}
