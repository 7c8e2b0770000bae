using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace AdapterKit.Hosting.Tests;

/// <summary>
/// Nine callers who ask for half of the capacity, beside a tenth who asks for more than all of it, by a clock that the tests turn.
/// </summary>
public sealed class FloodTests
{
    private const int Others = 9;

    private readonly FakeTimeProvider clock = new();
    private readonly FakeExecutor executor;

    public FloodTests() => executor = new FakeExecutor(clock);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_caller_that_floods_takes_no_answer_from_others(int seed)
    {
        const double capacity = 3300, learning = 1, end = 4;

        var rows = await RunAsync(
            new() { TargetLatency = TimeSpan.FromMilliseconds(60) }, new(seed), capacity, 1.1, TimeSpan.FromMilliseconds(150), end);

        var others = rows.Where(row => row.Caller < Others).ToList();
        Assert.InRange(others.Count, 0.45 * capacity * end, 0.55 * capacity * end);
        Assert.All(others, row => Assert.Equal(RowState.Answered, row.State));

        // It gets what the others leave, and is told at once that there is no more.
        var flood = rows.Where(row => row is { Caller: Others, State: not null, Due: > learning }).ToList();
        Assert.InRange(flood.Count, 0.4 * capacity * (end - learning), 0.6 * capacity * (end - learning));
        Assert.InRange(flood.Count(row => row.State == RowState.Late), 0, flood.Count / 100);
    }

    /// <summary>Six layers on one core: a text takes as long as the overhead of a pass, and no pass takes what is expected of it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_caller_that_floods_slow_passes_takes_no_answer_from_others(int seed)
    {
        const double capacity = 120, learning = 20, end = 120;
        var random = new Random(seed);
        executor.Time = (rows, tokens) => TimeSpan.FromMilliseconds((6.5 + (0.35 * rows * tokens)) * (0.8 + (0.6 * random.NextDouble())));

        var rows = await RunAsync(new(), random, capacity, 1.1, TimeSpan.FromMilliseconds(500), end);

        var others = rows.Where(row => row.Caller < Others).ToList();
        Assert.InRange(others.Count, 0.45 * capacity * end, 0.55 * capacity * end);
        Assert.InRange(others.Count(row => row.State != RowState.Answered), 0, others.Count / 500);
        var flood = rows.Where(row => row is { Caller: Others, State: not null, Due: > learning }).ToList();
        Assert.InRange(flood.Count, 0.3 * capacity * (end - learning), 0.6 * capacity * (end - learning));
        Assert.InRange(flood.Count(row => row.State == RowState.Late), 0, flood.Count / 100);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_others_wait_hardly_longer(int seed)
    {
        const double capacity = 120, end = 120;
        executor.Time = (rows, tokens) => TimeSpan.FromMilliseconds(6.5 + (0.35 * rows * tokens));

        var calm = await RunAsync(new(), new(seed), capacity, 0, TimeSpan.FromMilliseconds(500), end);
        var flooded = await RunAsync(new(), new(seed), capacity, 1.1, TimeSpan.FromMilliseconds(500), end);

        // Without turns for those who ask for little, and shorter passes meanwhile, it is more than four times as long.
        Assert.InRange(FindP99(flooded) / FindP99(calm), 0.8, 2);
    }

    private static double FindP99(IReadOnlyList<Asked> rows)
    {
        var answered = rows.Where(row => row is { Caller: < Others, Done: not null });
        List<double> times = [.. answered.Select(row => row.Done!.Value - row.Due).Order()];
        return times[(int)(0.99 * times.Count)];
    }

    // What became of each row, in seconds from the start; a row without a state was turned away.
    private async Task<IReadOnlyList<Asked>> RunAsync(
        DispatcherOptions options, Random random, double capacity, double flood, TimeSpan timeout, double end)
    {
        var dispatcher = new RequestDispatcher(executor, options with { Clock = clock });
        var rates = Enumerable.Repeat(0.5 * capacity / Others, Others).Append(flood * capacity).Where(rate => rate > 0).ToList();
        var next = new PriorityQueue<int, double>(rates.Select((rate, caller) => (caller, Pause(rate))));
        var asked = new List<(int Caller, double Due, Task<IReadOnlyList<RowResult>> Answer)>();
        var done = new Dictionary<int, double>();
        var start = clock.GetTimestamp();
        executor.Answer = row =>
        {
            done.Add(int.Parse(row.Input.Text.TrimEnd(), CultureInfo.InvariantCulture), clock.GetElapsedTime(start).TotalSeconds);
            return new RowResult(RowState.Answered);
        };
        while (clock.GetElapsedTime(start).TotalSeconds is var now && now < end)
        {
            while (next.TryPeek(out var caller, out var due) && due <= now)
            {
                next.DequeueEnqueue(caller, due + Pause(rates[caller]));
                var text = asked.Count.ToString(CultureInfo.InvariantCulture).PadRight(random.Next(8, 27));
                var row = new DispatchRow($"task-{random.Next(5)}", new TaskInput(text));
                asked.Add((caller, due, dispatcher.RunAsync([row], $"caller-{caller}", timeout)));
            }

            if (!dispatcher.RunPass())
                clock.Advance(TimeSpan.FromMilliseconds(0.1));
        }

        while (dispatcher.RunPass())
        {
        }

        await ((Task)Task.WhenAll(asked.Select(row => row.Answer))).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return
        [
            .. asked.Select((row, index) => new Asked(
                row.Caller,
                row.Due,
                row.Answer.IsFaulted ? null : row.Answer.Result[0].State,
                done.TryGetValue(index, out var time) ? time : null)),
        ];

        double Pause(double rate) => -Math.Log(1 - random.NextDouble()) / rate;
    }

    private sealed record Asked(int Caller, double Due, RowState? State, double? Done);
}
