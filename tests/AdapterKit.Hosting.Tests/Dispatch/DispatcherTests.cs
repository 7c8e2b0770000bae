using Microsoft.Extensions.Time.Testing;

namespace AdapterKit.Hosting.Tests;

/// <summary>What waits, what runs together and what is turned away, by a clock that the tests turn.</summary>
public sealed class DispatcherTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly FakeExecutor executor;

    public DispatcherTests() => executor = new FakeExecutor(clock);

    [Fact]
    public async Task Rows_of_all_who_wait_share_a_pass_whatever_their_tasks()
    {
        var dispatcher = Create();
        List<Task<IReadOnlyList<RowResult>>> answers =
            [.. Enumerable.Range(0, 5).Select(index => dispatcher.RunAsync([Row($"task-{index}", 10)], $"key-{index}"))];

        Assert.True(dispatcher.RunPass());
        Assert.False(dispatcher.RunPass());

        Assert.Equal(5, Assert.Single(executor.Passes).Count);
        Assert.All(await Task.WhenAll(answers), results => Assert.Equal(RowState.Answered, Assert.Single(results).State));
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_rows_of_a_request()
    {
        executor.Answer = row => new RowResult(RowState.Answered, row.Task!);
        var dispatcher = Create();
        string[] tasks = ["c", "a", "b", "a"];
        var answer = dispatcher.RunAsync([.. tasks.Select((task, index) => Row(task, 10 + (30 * index)))]);
        RunAll(dispatcher);

        Assert.Equal(tasks, (await answer).Select(result => result.Reason));
        Assert.Empty(await dispatcher.RunAsync([]));
    }

    [Fact]
    public void A_pass_keeps_its_number_of_tokens_padding_included_and_a_longer_text_is_alone()
    {
        var dispatcher = Create(new() { MaxTokensPerPass = 64, TargetLatency = TimeSpan.FromSeconds(30) });
        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 40).Select(index => Row("a", 1 + (index * 7 % 30))), Row("a", 100)]);
        RunAll(dispatcher);

        Assert.Equal(41, executor.Passes.Sum(pass => pass.Count));
        Assert.All(executor.Passes, pass => Assert.True(
            pass.Count == 1 || pass.Count * pass.Max(row => row.Input.Text.Length) <= 64, $"{pass.Count} rows"));
        Assert.Contains(executor.Passes, pass => pass is [{ Input.Text.Length: 100 }]);
    }

    [Fact]
    public void A_pass_takes_no_more_than_a_third_of_the_latency_once_its_cost_is_known()
    {
        var dispatcher = Create(new() { TargetLatency = TimeSpan.FromMilliseconds(30) });
        for (var index = 0; index < 60; index++)
        {
            _ = dispatcher.RunAsync([.. Enumerable.Range(0, 1 + (index % 5)).Select(_ => Row("a", 10 + (index % 7 * 10)))]);
            RunAll(dispatcher);
        }

        executor.Passes.Clear();
        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 100).Select(_ => Row("a", 50))]);
        RunAll(dispatcher);

        Assert.All(executor.Passes, pass => Assert.InRange(FakeExecutor.TimeOf(pass.Count, 50).TotalMilliseconds, 0, 10.1));
        Assert.InRange(executor.Passes[0].Count, 14, 18);
    }

    [Fact]
    public void Texts_of_very_different_lengths_share_no_pass_if_that_is_slower()
    {
        var dispatcher = Create(new() { MaxTokensPerPass = 100_000, TargetLatency = TimeSpan.FromSeconds(300) });
        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 60).Select(index => Row("a", index % 2 == 0 ? 10 : 1000))]);
        RunAll(dispatcher);

        Assert.All(executor.Passes, pass => Assert.Single(pass.Select(row => row.Input.Text.Length).Distinct()));
    }

    [Fact]
    public void A_key_that_floods_the_queue_leaves_the_others_their_share()
    {
        var dispatcher = Create(new() { MaxTokensPerPass = 100, TargetLatency = TimeSpan.FromSeconds(30) });
        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 500).Select(_ => Row("a", 10))], "flood");
        for (var pass = 0; pass < 3; pass++)
            dispatcher.RunPass();

        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 30).Select(_ => Row("b", 10))], "steady");
        executor.Passes.Clear();
        for (var pass = 0; pass < 4; pass++)
            dispatcher.RunPass();

        // A burst of eight rows, then half of each pass of ten: there are two flows.
        Assert.Equal([9, 5, 5, 5], executor.Passes.Select(pass => pass.Count(row => row.Task == "b")));
    }

    [Fact]
    public void Backlogged_flows_get_equal_shares_of_tokens_within_two_passes()
    {
        var random = new Random(5);
        var dispatcher = Create(new() { MaxTokensPerPass = 200, TargetLatency = TimeSpan.FromSeconds(30) });
        foreach (var key in (string[])["a", "b", "c"])
            _ = dispatcher.RunAsync([.. Enumerable.Range(0, 300).Select(_ => Row(key, random.Next(5, 40)))], key);

        for (var pass = 0; pass < 40; pass++)
            dispatcher.RunPass();

        var tokens = executor.Passes.SelectMany(pass => pass)
            .GroupBy(row => row.Task)
            .Select(rows => rows.Sum(row => row.Input.Text.Length))
            .ToList();
        Assert.Equal(3, tokens.Count);
        Assert.InRange(tokens.Max() - tokens.Min(), 0, 2 * 200);
    }

    [Fact]
    public async Task An_idle_key_saves_up_no_more_than_a_burst()
    {
        var dispatcher = Create(new() { MaxTokensPerPass = 100, TargetLatency = TimeSpan.FromSeconds(30) });
        _ = dispatcher.RunAsync([Row("a", 10)], "idle");
        RunAll(dispatcher);
        var busy = dispatcher.RunAsync([.. Enumerable.Range(0, 200).Select(_ => Row("b", 10))], "busy");
        for (var pass = 0; pass < 10; pass++)
            dispatcher.RunPass();

        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 100).Select(_ => Row("a", 10))], "idle");
        executor.Passes.Clear();
        dispatcher.RunPass();
        dispatcher.RunPass();

        Assert.Equal([1, 5], executor.Passes.Select(pass => pass.Count(row => row.Task == "b")));
        RunAll(dispatcher);
        Assert.Equal(200, (await busy).Count);
    }

    [Fact]
    public async Task Rows_whose_time_is_up_are_not_run()
    {
        var dispatcher = Create();
        var late = dispatcher.RunAsync([Row("a", 10)], timeout: TimeSpan.FromSeconds(1));
        var patient = dispatcher.RunAsync([Row("b", 10)]);
        clock.Advance(TimeSpan.FromSeconds(2));
        RunAll(dispatcher);

        Assert.Equal(RowState.Late, Assert.Single(await late).State);
        Assert.Equal(RowState.Answered, Assert.Single(await patient).State);
        Assert.Equal("b", Assert.Single(Assert.Single(executor.Passes)).Task);
    }

    [Fact]
    public async Task No_request_waits_longer_than_the_longest_time()
    {
        var dispatcher = Create(new() { MaxTimeout = TimeSpan.FromSeconds(5) });
        var late = dispatcher.RunAsync([Row("a", 10)], timeout: TimeSpan.FromDays(1));
        clock.Advance(TimeSpan.FromSeconds(6));
        RunAll(dispatcher);
        Assert.Equal(RowState.Late, Assert.Single(await late).State);
    }

    [Fact]
    public void A_row_that_is_almost_late_comes_first_unless_its_flow_has_had_its_share()
    {
        var dispatcher = Create(new() { MaxTokensPerPass = 20, TargetLatency = TimeSpan.FromMilliseconds(500) });
        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 4).Select(_ => Row("a", 20))], "first");
        _ = dispatcher.RunAsync([Row("b", 20)], "second", TimeSpan.FromMilliseconds(200));
        dispatcher.RunPass();
        Assert.Equal("b", Assert.Single(executor.Passes[0]).Task);

        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 8).Select(_ => Row("c", 20))], "hasty", TimeSpan.FromMilliseconds(200));
        for (var pass = 0; pass < 8; pass++)
            dispatcher.RunPass();
        Assert.Equal(4, executor.Passes[1..].Count(pass => pass[0].Task == "a"));
    }

    [Fact]
    public async Task Rows_of_callers_who_have_left_are_not_run()
    {
        var dispatcher = Create();
        using var left = new CancellationTokenSource();
        var gone = dispatcher.RunAsync([Row("a", 10), Row("a", 10)], cancellationToken: left.Token);
        var here = dispatcher.RunAsync([Row("b", 10)]);
        await left.CancelAsync();
        RunAll(dispatcher);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Single(await here);
        Assert.Equal("b", Assert.Single(Assert.Single(executor.Passes)).Task);
        Assert.Equal(0, dispatcher.QueuedTokens);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatcher.RunAsync([Row("a", 1)], cancellationToken: left.Token));
    }

    [Fact]
    public async Task What_cannot_be_answered_in_time_is_turned_away_at_once_with_the_time_to_come_back()
    {
        var dispatcher = Create(new() { MaxQueuedTokens = 1_000_000 });
        _ = dispatcher.RunAsync([.. Enumerable.Range(0, 1000).Select(_ => Row("a", 100))], timeout: TimeSpan.FromMinutes(1));

        var rejection = await Assert.ThrowsAsync<DispatchRejectedException>(
            () => dispatcher.RunAsync([Row("a", 100)], timeout: TimeSpan.FromMilliseconds(300)));

        Assert.Equal(RejectionReason.Overloaded, rejection.Reason);
        Assert.InRange(rejection.RetryAfter.TotalSeconds, 1, 10);
        Assert.Contains("Try again", rejection.Message, StringComparison.Ordinal);

        // Another key waits for its own share alone.
        var other = dispatcher.RunAsync([Row("a", 100)], "other", TimeSpan.FromMilliseconds(300));
        RunAll(dispatcher);
        Assert.Equal(RowState.Answered, Assert.Single(await other).State);
    }

    [Fact]
    public async Task The_queue_is_bounded_and_a_request_is_accepted_as_a_whole_or_not_at_all()
    {
        var dispatcher = Create(new() { MaxQueuedTokens = 100 });
        _ = dispatcher.RunAsync([Row("a", 60)]);
        var full = await Assert.ThrowsAsync<DispatchRejectedException>(() => dispatcher.RunAsync([Row("b", 20), Row("b", 30)]));
        var never = await Assert.ThrowsAsync<DispatchRejectedException>(() => dispatcher.RunAsync([Row("b", 101)]));

        Assert.Equal((RejectionReason.Overloaded, RejectionReason.TooLarge), (full.Reason, never.Reason));
        Assert.Equal(60, dispatcher.QueuedTokens);
    }

    [Theory]
    [InlineData(RejectionReason.Overloaded, 50)]
    [InlineData(RejectionReason.TooLarge, 101)]
    [InlineData(RejectionReason.Stopping, 10)]
    public async Task A_request_that_is_turned_away_costs_no_tokens(RejectionReason reason, int tokens)
    {
        var charged = 0;
        var dispatcher = Create(new() { MaxQueuedTokens = 100 });
        _ = dispatcher.RunAsync([Row("a", 60)], charge: Charge);
        if (reason == RejectionReason.Stopping)
            _ = dispatcher.StopAsync();

        var rejection = await Assert.ThrowsAsync<DispatchRejectedException>(() => dispatcher.RunAsync([Row("b", tokens)], charge: Charge));

        Assert.Equal(reason, rejection.Reason);
        Assert.Equal(60, charged);

        TimeSpan? Charge(int count)
        {
            charged += count;
            return null;
        }
    }

    [Fact]
    public async Task A_request_that_cannot_be_paid_waits_for_nothing()
    {
        var dispatcher = Create();
        var rejection = await Assert.ThrowsAsync<DispatchRejectedException>(
            () => dispatcher.RunAsync([Row("a", 10)], charge: _ => TimeSpan.FromSeconds(3)));

        Assert.Equal((RejectionReason.RateLimited, TimeSpan.FromSeconds(3)), (rejection.Reason, rejection.RetryAfter));
        Assert.Equal(0, dispatcher.QueuedTokens);
    }

    [Fact]
    public async Task A_dispatcher_that_stops_answers_what_it_has_accepted_and_accepts_nothing_more()
    {
        var dispatcher = Create(new() { MaxTokensPerPass = 20 });
        var accepted = Enumerable.Range(0, 10).Select(_ => dispatcher.RunAsync([Row("a", 20)])).ToList();
        var stopped = dispatcher.StopAsync();
        var rejection = await Assert.ThrowsAsync<DispatchRejectedException>(() => dispatcher.RunAsync([Row("a", 1)]));
        Assert.Equal(RejectionReason.Stopping, rejection.Reason);
        Assert.False(stopped.IsCompleted);

        RunAll(dispatcher);

        await stopped;
        Assert.All(await Task.WhenAll(accepted), results => Assert.Equal(RowState.Answered, results[0].State));
        await Create().StopAsync();
    }

    [Fact]
    public async Task A_pass_that_throws_is_the_answer_to_its_rows_and_the_next_one_runs()
    {
        var dispatcher = Create();
        executor.Answer = row => row.Task == "a" ? throw new InvalidOperationException("no memory") : new(RowState.Answered);
        var failed = dispatcher.RunAsync([Row("a", 10)]);
        RunAll(dispatcher);
        var next = dispatcher.RunAsync([Row("b", 10)]);
        RunAll(dispatcher);

        Assert.Equal(RowState.Failed, (await failed)[0].State);
        Assert.Contains("no memory", (await failed)[0].Reason, StringComparison.Ordinal);
        Assert.Equal(RowState.Answered, (await next)[0].State);
        Assert.Empty(dispatcher.Quarantine.Tasks);
    }

    [Fact]
    public async Task A_task_is_quarantined_by_its_third_fault_tried_again_later_and_for_twice_as_long_if_it_fails_then()
    {
        var dispatcher = Create();
        var fails = true;
        executor.Answer = row => row.Task == "bad" && fails
            ? new(RowState.Failed, "It throws.") { Generation = 1 }
            : new(RowState.Answered) { Generation = 1 };
        Assert.Equal([RowState.Failed, RowState.Failed, RowState.Failed, RowState.Quarantined], await States(4));

        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal([RowState.Failed, RowState.Quarantined], await States(2));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal([RowState.Quarantined], await States(1));
        Assert.Contains("It throws.", dispatcher.Quarantine.Tasks["bad"], StringComparison.Ordinal);
        Assert.DoesNotContain("It throws.", dispatcher.Quarantine.FindReason("bad"), StringComparison.Ordinal);

        clock.Advance(TimeSpan.FromSeconds(61));
        fails = false;
        Assert.Equal([RowState.Answered], await States(1));
        fails = true;
        Assert.Equal([RowState.Failed, RowState.Failed], await States(2));
        clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal([RowState.Failed, RowState.Failed, RowState.Failed, RowState.Quarantined], await States(4));

        async Task<List<RowState>> States(int count)
        {
            var states = new List<RowState>();
            for (var index = 0; index < count; index++)
            {
                var answer = dispatcher.RunAsync([Row("bad", 10), Row("good", 10)]);
                RunAll(dispatcher);
                var results = await answer;
                Assert.Equal(RowState.Answered, results[1].State);
                states.Add(results[0].State);
            }

            return states;
        }
    }

    [Fact]
    public async Task A_task_is_quarantined_by_hand_until_it_is_released()
    {
        var dispatcher = Create();
        dispatcher.Quarantine.Add("a", "It is wrong.");
        clock.Advance(TimeSpan.FromDays(400));
        var answer = await dispatcher.RunAsync([Row("a", 10)]);
        Assert.Equal(RowState.Quarantined, answer[0].State);
        Assert.Contains("It is wrong.", answer[0].Reason, StringComparison.Ordinal);

        Assert.True(dispatcher.Quarantine.Release("a"));
        Assert.False(dispatcher.Quarantine.Release("a"));
        var released = dispatcher.RunAsync([Row("a", 10)]);
        RunAll(dispatcher);
        Assert.Equal(RowState.Answered, (await released)[0].State);
    }

    [Fact]
    public void The_cost_model_finds_overhead_products_and_attention()
    {
        var (model, random) = (new CostModel(), new Random(3));
        for (var pass = 0; pass < 400; pass++)
        {
            var (rows, tokens) = (random.Next(1, 33), random.Next(1, 129));
            model.Observe(rows, tokens, True(rows, tokens) * (0.98 + (random.NextDouble() * 0.04)));
        }

        foreach (var (rows, tokens) in new[] { (1, 16), (32, 16), (4, 128), (32, 128) })
            Assert.InRange(model.Predict(rows, tokens) / True(rows, tokens), 0.9, 1.1);

        // Passes that are all alike must not lead it astray.
        for (var pass = 0; pass < 5000; pass++)
            model.Observe(8, 32, True(8, 32));
        model.Observe(32, 128, True(32, 128));
        Assert.InRange(model.Predict(8, 32) / True(8, 32), 0.8, 1.2);

        static TimeSpan True(int rows, int tokens) =>
            TimeSpan.FromMilliseconds(3 + (0.02 * rows * tokens) + (0.0001 * rows * tokens * tokens));
    }

    private static DispatchRow Row(string task, int tokens) => new(task, new TaskInput(new string('x', tokens)));

    private static void RunAll(RequestDispatcher dispatcher)
    {
        while (dispatcher.RunPass())
        {
        }
    }

    private RequestDispatcher Create(DispatcherOptions? options = null) =>
        new(executor, (options ?? new DispatcherOptions()) with { Clock = clock });
}
