using System.Net;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AdapterKit.Cluster.Tests;

/// <summary>How rows are routed, by a clock of the test's own.</summary>
public sealed class ClusterRunnerTests
{
    private static readonly SiloAddress Own = AddressOf(1);

    private readonly FakeTimeProvider clock = new();
    private readonly FakeClient client = new();
    private readonly PlacementView view;
    private readonly ClusterRunner runner;

    public ClusterRunnerTests()
    {
        view = new PlacementView(clock);
        runner = new ClusterRunner(new FakeSilo("own"), view, client, Options.Create(new AdapterKitClusterOptions()), clock);
        view.Update(Table(isComplete: true, AddressOf(2), AddressOf(3)), Own, _ => false);
    }

    [Fact]
    public async Task A_silo_that_is_silent_for_half_of_the_time_is_left_for_another_one()
    {
        client.Silent.Add(AddressOf(2));
        client.Silent.Add(AddressOf(3));
        var waiting = runner.RunAsync([new DispatchRow("task", new TaskInput("a"))], timeout: TimeSpan.FromSeconds(10));
        var first = Assert.Single(client.Asked);
        client.Silent.Clear();

        clock.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(waiting.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal(RowState.Answered, (await waiting)[0].State);
        Assert.Equal(2, client.Asked.Count);
        Assert.NotEqual(first, client.Asked[1]);
        Assert.NotEqual(first, view.Find(["task"])!.Silo);
        Assert.Null(view.Find(["task"], except: client.Asked[1]));
        clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(first, view.Find(["task"], except: client.Asked[1])!.Silo);
    }

    [Fact]
    public async Task A_row_is_asked_for_twice_at_most()
    {
        client.Dead.Add(AddressOf(2));
        client.Dead.Add(AddressOf(3));
        var result = (await runner.RunAsync([new DispatchRow("task", new TaskInput("a"))]))[0];

        Assert.Equal(RowState.Unreachable, result.State);
        Assert.Contains("'task'", result.Reason, StringComparison.Ordinal);
        Assert.Equal(2, client.Asked.Count);
    }

    [Fact]
    public void A_placement_that_has_just_begun_does_not_hide_silos_that_are_alive()
    {
        view.Update(Table(isComplete: false, AddressOf(2)), Own, _ => false);
        Assert.Equal(2, view.Table.Silos.Count);
        view.Update(Table(isComplete: false, AddressOf(2)), Own, silo => silo.Equals(AddressOf(3)));
        Assert.Equal(AddressOf(2), Assert.Single(view.Table.Silos).Silo);
        view.Update(Table(isComplete: true), Own, _ => false);
        Assert.Empty(view.Table.Silos);
    }

    [Fact]
    public void The_silo_with_the_least_to_do_is_asked()
    {
        view.Update(new([Report(AddressOf(2), 50), Report(AddressOf(3), 20)], NoWeights, IsComplete: true), Own, _ => false);
        Assert.Equal(AddressOf(3), view.Find(["task"])!.Silo);
        view.Update(Table(isComplete: true, AddressOf(2), AddressOf(3)), Own, _ => false);
        view.Count(AddressOf(2), 4);
        Assert.Equal(AddressOf(3), view.Find(["task"])!.Silo);
        view.Count(AddressOf(3), 5);
        Assert.Equal(AddressOf(2), view.Find(["task"])!.Silo);
        Assert.Null(view.Find(["task", "other"]));
    }

    private static Dictionary<string, TaskWeights> NoWeights => [];

    private static SiloAddress AddressOf(int number) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 11110 + number), 1);

    private static PlacementTable Table(bool isComplete, params SiloAddress[] silos) =>
        new([.. silos.Select(silo => Report(silo, 0))], NoWeights, isComplete);

    private static SiloReport Report(SiloAddress silo, int queued) => new(silo, new FakeSilo("", "task").Tasks, queued);

    private sealed class FakeClient : IBackboneClient
    {
        public List<SiloAddress> Asked { get; } = [];

        public HashSet<SiloAddress> Silent { get; } = [];

        public HashSet<SiloAddress> Dead { get; } = [];

        public async Task<ResultsMessage> AnswerAsync(SiloAddress silo, RowsMessage rows)
        {
            Asked.Add(silo);
            if (Dead.Contains(silo))
                throw new SiloUnavailableException();
            if (Silent.Contains(silo))
                await Task.Delay(Timeout.Infinite);

            return new ResultsMessage([.. rows.Rows.Select(_ => new RowResult(RowState.Answered))], null);
        }
    }
}
