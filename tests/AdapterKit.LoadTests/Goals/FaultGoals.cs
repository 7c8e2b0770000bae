using AdapterKit.Benchmarks;
using AdapterKit.Hosting;
using AdapterKit.Server.Tests;

namespace AdapterKit.LoadTests;

/// <summary>A task that throws on one of a hundred rows shares passes with others.</summary>
internal sealed class FaultGoals : ILoadTarget
{
    private const string Shaky = "shaky";
    private const int Saturating = 32;

    // Three faults take three hundred of its rows.
    private const int MaxSteps = 30;

    private readonly Lock gate = new();
    private readonly Dictionary<(bool IsShaky, RowState State), int> states = [];
    private readonly LoadServer server;
    private readonly TimeSpan timeout;

    private FaultGoals(LoadServer server, TimeSpan timeout) => (this.server, this.timeout) = (server, timeout);

    /// <summary>Asks for all tasks, with and without the one that throws.</summary>
    public static async Task RunAsync(TimeSpan step, TimeSpan timeout, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("adapterkit-faults-");
        try
        {
            IReadOnlyList<string> others;
            await using (var plain = await LoadServer.StartAsync())
            {
                others = plain.Tasks;
                using var lease = plain.Host.Lease();
                OwnPlugin.Write(folder.FullName, typeof(ShakyTask).Assembly, lease.Tasks[0].Backbone, new TaskPlugin().Tasks, 0.05);
            }

            await using var server = await LoadServer.StartAsync(folder.FullName);
            await new FaultGoals(server, timeout).RunAsync(others, step, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public async Task<Outcome> AskAsync(int caller, string task, string text)
    {
        try
        {
            var result = (await server.Dispatcher.RunAsync([new DispatchRow(task, new TaskInput(text))], $"caller-{caller}", timeout))[0];
            lock (gate)
            {
                var key = (task == Shaky, result.State);
                states[key] = states.GetValueOrDefault(key) + 1;
            }

            // A row of the task that throws is answered, whatever it says.
            return result.State == RowState.Answered || task == Shaky ? Outcome.Answered : Outcome.Failed;
        }
        catch (DispatchRejectedException)
        {
            return Outcome.Refused;
        }
    }

    private async Task RunAsync(IReadOnlyList<string> others, TimeSpan step, TextWriter output)
    {
        if (!server.Tasks.Contains(Shaky))
            throw new InvalidOperationException($"The task is not served: {server.Host.Plugins.First(plugin => plugin.IsRefused).Reason}");

        await RunAsync(others, step);
        var alone = await RunAsync(others, step);
        states.Clear();
        for (var attempt = 0; attempt < MaxSteps && server.Dispatcher.Quarantine.FindReason(Shaky) is null; attempt++)
            await RunAsync([Shaky, .. others], step);

        var faults = (int)(AppDomain.CurrentDomain.GetData(ShakyTask.Faults) ?? 0);
        var counted = new Dictionary<(bool IsShaky, RowState State), int>(states);
        var late = counted.GetValueOrDefault((false, RowState.Late));
        var errors = counted.Where(one => one.Key is { IsShaky: false, State: not RowState.Answered }).Sum(one => one.Value) - late;
        var (beside, isOut) = (await RunAsync(others, step), server.Dispatcher.Quarantine.FindReason(Shaky) is not null);
        MarkdownTable.Write(output, ["figure", "value", "goal"],
        [
            ["answers of the others, a second, without it", $"{alone:0}", ""],
            ["the same after it, ÷", $"{beside / alone:0.00}", "≥ 0.95"],
            ["errors of the others", $"{errors}", "0"],
            ["late of the others", $"{late}", ""],
            ["answers of the others", $"{counted.GetValueOrDefault((false, RowState.Answered))}", ""],
            ["answers of the task that throws", $"{counted.GetValueOrDefault((true, RowState.Answered))}", ""],
            ["faults until it is quarantined", $"{faults}", "3"],
            ["whether it is", $"{(isOut ? 1 : 0)}", "1"],
        ]);
    }

    private async Task<double> RunAsync(IReadOnlyList<string> tasks, TimeSpan step) =>
        (await new LoadGenerator(this, new Traffic(tasks, seed: 1), timeout).RunClosedAsync(Saturating, step)).Rate;
}
