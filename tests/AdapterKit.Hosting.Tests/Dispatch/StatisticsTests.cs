using Microsoft.Extensions.Time.Testing;

namespace AdapterKit.Hosting.Tests;

/// <summary>What a dispatcher says of the last minute, by a clock that the tests turn.</summary>
public sealed class StatisticsTests : IDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly FakeExecutor executor;
    private readonly RequestDispatcher dispatcher;

    public StatisticsTests()
    {
        executor = new FakeExecutor(clock);
        dispatcher = new RequestDispatcher(executor, new DispatcherOptions { Clock = clock });
    }

    public void Dispose()
    {
        while (dispatcher.RunPass())
        {
        }

        dispatcher.DisposeAsync().AsTask().Wait();
    }

    [Fact]
    public void Rows_are_counted_by_task_with_their_times_and_passes_with_their_size()
    {
        for (var pass = 0; pass < 10; pass++)
        {
            // 1 ms and 10 µs for each of 2 × 20 tokens.
            _ = dispatcher.RunAsync([Row("a", 20), Row(null, 10)]);
            dispatcher.RunPass();
            clock.Advance(TimeSpan.FromMilliseconds(100) - FakeExecutor.TimeOf(2, 20));
        }

        var statistics = dispatcher.Statistics;

        Assert.Equal(1, statistics.Window.TotalSeconds, 1e-3);
        Assert.Equal(10, statistics.PassesPerSecond, 1e-2);
        Assert.Equal((2, 40, 0.25), (statistics.RowsPerPass, statistics.TokensPerPass, statistics.Padding));
        Assert.Equal(0.014, statistics.Busy, 1e-3);
        Assert.Equal(20, statistics.Total.RowsPerSecond, 1e-2);
        Assert.Equal(10, statistics.Embeddings.RowsPerSecond, 1e-2);
        var task = Assert.Single(statistics.Tasks).Value;
        Assert.Equal(1.4, task.Median.TotalMilliseconds, 0.07);
        Assert.Equal(1.4, task.Percentile99.TotalMilliseconds, 0.07);
    }

    [Fact]
    public void What_failed_was_late_was_turned_away_or_waits_is_counted_apart()
    {
        executor.Answer = row => new RowResult(row.Task == "bad" ? RowState.Failed : RowState.Answered) { Generation = 1 };
        _ = dispatcher.RunAsync([Row("bad", 10), Row("good", 10)]);
        dispatcher.RunPass();
        _ = dispatcher.RunAsync([Row("late", 10)], timeout: TimeSpan.FromMilliseconds(50));
        clock.Advance(TimeSpan.FromMilliseconds(60));
        dispatcher.RunPass();
        Assert.ThrowsAny<Exception>(() => dispatcher.RunAsync([Row("a", 1 << 17)]).GetAwaiter().GetResult());
        _ = dispatcher.RunAsync([Row("a", 7), Row("a", 8)]);

        var statistics = dispatcher.Statistics;

        Assert.Equal((1, 0), (statistics.Tasks["bad"].Failed, statistics.Tasks["bad"].RowsPerSecond));
        Assert.Equal((0, 0), (statistics.Tasks["good"].Failed, statistics.Tasks["good"].Late));
        Assert.Equal(1, statistics.Tasks["late"].Late);
        Assert.Equal(KeyValuePair.Create(RejectionReason.TooLarge, 1L), Assert.Single(statistics.Rejected));
        Assert.Equal((2, 15), (statistics.QueuedRows, statistics.QueuedTokens));
    }

    [Fact]
    public void What_is_older_than_a_minute_is_forgotten()
    {
        Assert.Equal(0, dispatcher.Statistics.Total.RowsPerSecond);
        _ = dispatcher.RunAsync([Row("a", 10)]);
        dispatcher.RunPass();
        clock.Advance(TimeSpan.FromSeconds(45));
        Assert.Contains("a", dispatcher.Statistics.Tasks);

        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Empty(dispatcher.Statistics.Tasks);
        Assert.InRange(dispatcher.Statistics.Window.TotalSeconds, 50, 60);
    }

    [Fact]
    public void Quantiles_are_right_within_five_percent()
    {
        var random = new Random(3);
        var histogram = new LatencyHistogram();
        List<double> times = [.. Enumerable.Range(0, 5000).Select(_ => Math.Exp(random.NextDouble() * 12) * 1e-4)];
        foreach (var time in times)
            histogram.Add(TimeSpan.FromSeconds(time));

        times.Sort();
        foreach (var share in (double[])[0.01, 0.5, 0.9, 0.99, 1])
        {
            var expected = times[(int)Math.Ceiling(share * times.Count) - 1];
            Assert.Equal(1, histogram.Quantile(share).TotalSeconds / expected, 0.05);
        }
    }

    [Fact]
    public async Task Code_runs_between_passes_and_what_it_throws_is_its_callers()
    {
        var answer = dispatcher.RunAsync([Row("a", 10)]);
        var sum = dispatcher.InvokeAsync(() => executor.Passes.Count);
        var fault = dispatcher.InvokeAsync<int>(() => throw new FormatException());
        var gone = dispatcher.InvokeAsync(() => 1, new CancellationToken(canceled: true));
        Assert.False(sum.IsCompleted);
        while (dispatcher.RunPass())
        {
        }

        Assert.Equal(0, await sum);
        await Assert.ThrowsAsync<FormatException>(() => fault);
        await Assert.ThrowsAsync<TaskCanceledException>(() => gone);
        Assert.Equal(RowState.Answered, Assert.Single(await answer).State);
        await dispatcher.StopAsync();
        await Assert.ThrowsAsync<DispatchRejectedException>(() => dispatcher.InvokeAsync(() => 1));
    }

    private static DispatchRow Row(string? task, int tokens) => new(task, new TaskInput(new string('a', tokens)));
}
