using System.Net;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AdapterKit.Cluster.Tests;

/// <summary>How rows are routed, by a clock of the test's own.</summary>
public sealed class ClusterRunnerTests
{
    private static readonly SiloAddress Own = AddressOf(1);
    private static readonly SiloAddress Second = AddressOf(2);
    private static readonly SiloAddress Third = AddressOf(3);

    private readonly FakeTimeProvider clock = new();
    private readonly FakeClient client;
    private readonly FakeSilo local = new("own", "here");
    private readonly PlacementView view;
    private readonly ClusterRunner runner;

    public ClusterRunnerTests()
    {
        client = new FakeClient(clock);
        view = new PlacementView(clock);
        runner = new ClusterRunner(
            local, view, new SiloCaller(view, client, clock), Options.Create(new AdapterKitClusterOptions()), clock);
        Update(Report(Second), Report(Third));
    }

    [Fact]
    public async Task A_silo_that_is_silent_for_seconds_is_left_for_another_one()
    {
        client.Silent.Add(Second);
        var waiting = runner.RunAsync([Row("a")], timeout: TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(RowState.Answered, (await waiting)[0].State);
        Assert.Equal([Second, Third], client.Asked.Select(asked => asked.Silo));
        Assert.Equal([10, 7], client.Asked.Select(asked => asked.Rows.Timeout.TotalSeconds));
        Assert.True(client.Asked[0].Token.IsCancellationRequested);

        // It is asked last, whatever it has to do, until the cluster may have noticed.
        Update(Report(Second), Report(Third, 100));
        Assert.Equal(Third, view.Find("task"));
        Assert.Equal(Second, view.Find("task", except: Third));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(Second, view.Find("task"));
    }

    [Fact]
    public async Task A_caller_with_little_time_makes_nobody_a_suspect()
    {
        client.Silent.Add(Second);
        var waiting = runner.RunAsync([Row("a")], timeout: TimeSpan.FromMilliseconds(1));
        clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(RowState.Late, (await waiting)[0].State);
        Assert.Single(client.Asked);
        Update(Report(Second), Report(Third, 1));
        Assert.Equal(Second, view.Find("task"));
    }

    [Fact]
    public void A_silo_that_answers_others_is_waited_for()
    {
        client.Silent.Add(Second);
        var waiting = runner.RunAsync([Row("a")], timeout: TimeSpan.FromSeconds(10));
        for (var second = 0; second < 8; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            view.Hear(Second);
        }

        Assert.False(waiting.IsCompleted);
        Assert.Single(client.Asked);
    }

    [Fact]
    public async Task A_row_is_asked_for_twice_at_most_and_its_task_stays_known()
    {
        client.Dead.UnionWith([Second, Third]);
        for (var time = 1; time <= 2; time++)
        {
            var result = (await runner.RunAsync([Row("a")]))[0];
            Assert.Equal(RowState.Unreachable, result.State);
            Assert.Contains("'task'", result.Reason, StringComparison.Ordinal);
            Assert.Equal(2 * time, client.Asked.Count);
        }
    }

    [Fact]
    public async Task What_one_silo_does_not_accept_another_one_may()
    {
        client.Rejecting[Second] = RejectionReason.Overloaded;
        Assert.Equal(RowState.Answered, (await runner.RunAsync([Row("a")]))[0].State);
        client.Rejecting[Third] = RejectionReason.Stopping;
        client.Asked.Clear();
        await Assert.ThrowsAsync<DispatchRejectedException>(() => runner.RunAsync([Row("a")]));
        Assert.Equal(2, client.Asked.Count);

        client.Rejecting[Second] = client.Rejecting[Third] = RejectionReason.RateLimited;
        client.Asked.Clear();
        await Assert.ThrowsAsync<DispatchRejectedException>(() => runner.RunAsync([Row("a")]));
        Assert.Single(client.Asked);
    }

    [Fact]
    public async Task What_there_is_no_time_for_here_goes_to_one_other()
    {
        local.Rejection = new DispatchRejectedException(RejectionReason.Overloaded, TimeSpan.FromSeconds(1), "full");
        Update(Report(Second, 0, "here"));
        Assert.Equal(RowState.Answered, (await runner.RunAsync([new DispatchRow("here", new TaskInput("a"))]))[0].State);
        Assert.Equal(RowState.Answered, (await runner.RunAsync([new DispatchRow(null, new TaskInput("a"))]))[0].State);
        client.Rejecting[Second] = RejectionReason.Overloaded;
        await Assert.ThrowsAsync<DispatchRejectedException>(() => runner.RunAsync([new DispatchRow("here", new TaskInput("a"))]));
        Assert.Equal(3, client.Asked.Count);
    }

    [Fact]
    public async Task A_text_that_is_not_begun_is_written_elsewhere_and_one_that_is_begun_is_not()
    {
        client.Rejecting[Second] = RejectionReason.Overloaded;
        Assert.Equal([("begun", null), ("", RowState.Answered)], await WriteAsync("a"));
        Assert.Equal([Second, Third], client.AskedToWrite.Select(asked => asked.Silo));

        client.Rejecting.Clear();
        client.Dead.Add(Second);
        Assert.Equal([("begun", null), ("", RowState.Answered)], await WriteAsync("a"));

        client.Dead.Clear();
        clock.Advance(TimeSpan.FromMinutes(1));
        client.States[(Second, "gone")] = RowState.NotFound;
        Assert.Equal([("begun", null), ("", RowState.Answered)], await WriteAsync("gone"));

        client.DyingAfter.Add(Second);
        client.AskedToWrite.Clear();
        Assert.Equal([("begun", null), ("", RowState.Unreachable)], await WriteAsync("a"));
        Assert.Equal([Second], client.AskedToWrite.Select(asked => asked.Silo));
    }

    [Fact]
    public async Task A_request_for_texts_that_nobody_accepts_is_rejected_and_one_that_was_charged_too_much_asks_one()
    {
        client.Rejecting[Second] = client.Rejecting[Third] = RejectionReason.Overloaded;
        await Assert.ThrowsAsync<DispatchRejectedException>(() => WriteAsync("a"));
        Assert.Equal([Second, Third], client.AskedToWrite.Select(asked => asked.Silo));

        client.AskedToWrite.Clear();
        client.Rejecting[Second] = RejectionReason.RateLimited;
        await Assert.ThrowsAsync<DispatchRejectedException>(() => WriteAsync("a"));
        Assert.Equal([Second], client.AskedToWrite.Select(asked => asked.Silo));
    }

    [Fact]
    public async Task Texts_there_is_no_room_for_here_are_written_elsewhere()
    {
        local.Rejection = new DispatchRejectedException(RejectionReason.Overloaded, TimeSpan.FromSeconds(1), "full");
        Update(Report(Second, 0, "here"));
        Assert.Equal([("begun", null), ("", RowState.Answered)], await WriteAsync("a", "here"));
    }

    [Fact]
    public async Task A_silo_that_is_silent_for_seconds_is_left_for_another_one_to_write_in_the_time_that_is_left()
    {
        client.Silent.Add(Second);
        var writing = WriteAsync("a", timeout: TimeSpan.FromSeconds(10));
        clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(writing.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal([("begun", null), ("", RowState.Answered)], await writing);
        Assert.Equal([Second, Third], client.AskedToWrite.Select(asked => asked.Silo));
        Assert.Equal([10, 7], client.AskedToWrite.Select(asked => asked.Request.Timeout!.Value.TotalSeconds));

        // It is asked last, until the cluster may have noticed.
        Update(Report(Second), Report(Third, 100));
        Assert.Equal(Third, view.Find("task"));
    }

    [Fact]
    public async Task A_silo_that_has_nothing_to_say_before_the_time_of_a_text_is_up_makes_it_late()
    {
        client.Busy.Add(Second);
        var writing = WriteAsync("a", timeout: TimeSpan.FromSeconds(10));
        for (var second = 0; second < 10; second++)
            clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(writing.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([("", RowState.Late)], await writing);
        Assert.Single(client.AskedToWrite);
    }

    [Fact]
    public void What_is_wrong_with_a_request_for_texts_is_said_at_once()
    {
        Assert.Throws<ArgumentException>(() => runner.Generate("task", []));
        Assert.Throws<ArgumentOutOfRangeException>(() => runner.Generate("task", ["a"], new GenerationOptions { MaxNewTokens = 0 }));
        Assert.Throws<ArgumentNullException>(() => runner.Generate("task", ["a"], key: null!));
    }

    [Fact]
    public async Task Rows_whose_task_has_gone_are_asked_for_elsewhere_and_rows_that_failed_are_not()
    {
        client.States[(Second, "gone")] = RowState.NotFound;
        client.States[(Second, "quarantined")] = RowState.Quarantined;
        client.States[(Second, "bad")] = RowState.Failed;
        client.States[(Second, "everywhere")] = RowState.Quarantined;
        client.States[(Third, "everywhere")] = RowState.NotFound;
        var results = await runner.RunAsync([Row("good"), Row("gone"), Row("quarantined"), Row("bad"), Row("everywhere")]);

        Assert.Equal(
            [RowState.Answered, RowState.Answered, RowState.Answered, RowState.Failed, RowState.Quarantined],
            results.Select(result => result.State));
        Assert.Equal(["gone", "quarantined", "everywhere"], client.Asked[1].Rows.Rows.Select(row => row.Input.Text));
        Assert.Equal(2, client.Asked.Count);
    }

    [Fact]
    public async Task A_task_that_is_quarantined_here_is_answered_elsewhere()
    {
        local.Quarantined.Add("here");
        Update(Report(Second, 0, "here"));
        var row = new DispatchRow("here", new TaskInput("a"));
        Assert.Equal(RowState.Answered, (await runner.RunAsync([row]))[0].State);
        Update(Report(Second));
        Assert.Equal(RowState.Quarantined, (await runner.RunAsync([row]))[0].State);
    }

    [Fact]
    public async Task A_request_that_one_silo_refuses_waits_for_no_other()
    {
        Update(Report(Second, 0, "slow"), Report(Third, 0, "dear"));
        client.Silent.Add(Second);
        client.Rejecting[Third] = RejectionReason.RateLimited;

        await Assert.ThrowsAsync<DispatchRejectedException>(() => runner.RunAsync(
            [new DispatchRow("slow", new TaskInput("a")), new DispatchRow("dear", new TaskInput("b"))]));
        Assert.True(client.Asked.Single(asked => asked.Silo.Equals(Second)).Token.IsCancellationRequested);
    }

    [Fact]
    public void A_placement_that_has_just_begun_does_not_hide_silos_that_are_alive()
    {
        view.Update(Table(isComplete: false, Report(Second)), Own, _ => false);
        Assert.Equal(2, view.Table.Silos.Count);
        view.Update(Table(isComplete: false, Report(Second)), Own, silo => silo.Equals(Third));
        Assert.Equal(Second, Assert.Single(view.Table.Silos).Silo);
        Update();
        Assert.Empty(view.Table.Silos);
    }

    [Fact]
    public async Task The_silo_with_the_least_to_do_is_asked_by_what_it_has_and_what_it_was_sent()
    {
        // A row of 20 tokens, about.
        var row = Row(new string('a', 76));
        Update(Report(Second, 50), Report(Third));
        for (var count = 0; count < 8; count++)
            await runner.RunAsync([row]);

        Assert.Equal([5, 3], ((SiloAddress[])[Third, Second]).Select(silo => client.Asked.Count(asked => asked.Silo.Equals(silo))));
        Assert.Equal([Third, Third, Third], client.Asked.Take(3).Select(asked => asked.Silo));
        Update(Report(Second), Report(Third, 1));
        Assert.Equal(Second, view.Find("task"));
        Assert.Null(view.Find("other"));
    }

    private async Task<List<(string Text, RowState? End)>> WriteAsync(string text, string task = "task", TimeSpan? timeout = null)
    {
        List<(string, RowState?)> pieces = [];
        await foreach (var piece in runner.Generate(task, [text], timeout: timeout))
            pieces.Add((piece.Text, piece.End?.State));

        return pieces;
    }

    private static SiloAddress AddressOf(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11110 + number), 1);

    private static DispatchRow Row(string text) => new("task", new TaskInput(text));

    private static SiloReport Report(SiloAddress silo, int queued = 0, string task = "task") =>
        new(silo, new FakeSilo("", task).Tasks, queued);

    private static PlacementTable Table(bool isComplete, params SiloReport[] silos) =>
        new(silos, new Dictionary<string, TaskWeights>(), isComplete);

    private void Update(params SiloReport[] silos) => view.Update(Table(isComplete: true, silos), Own, _ => false);
}
