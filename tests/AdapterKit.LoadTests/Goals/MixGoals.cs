using AdapterKit.Server.Tests;

namespace AdapterKit.LoadTests;

/// <summary>Rows of many tasks in one pass, beside rows of one task, and beside a queue for each task.</summary>
/// <param name="server">A server of the tasks.</param>
/// <param name="step">How long each load lasts.</param>
/// <param name="timeout">The time that a request allows.</param>
internal sealed class MixGoals(LoadServer server, TimeSpan step, TimeSpan timeout)
{
    private const string Prefix = "mixed-";
    private const int Saturating = 64;
    private const int Queues = 20;

    /// <summary>Serves the tasks of this assembly, and asks for them.</summary>
    public static async Task RunAsync(int rounds, TimeSpan step, TimeSpan timeout, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("adapterkit-mix-");
        try
        {
            await using (var plain = await LoadServer.StartAsync())
            {
                using var lease = plain.Host.Lease();
                OwnPlugin.Write(folder.FullName, typeof(MixGoals).Assembly, lease.Tasks[0].Backbone, new TaskPlugin().Tasks, 0.02);
            }

            await using var server = await LoadServer.StartAsync(folder.FullName);
            await new MixGoals(server, step, timeout).RunAsync(rounds, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task RunAsync(int rounds, TextWriter output)
    {
        List<string> all = [.. server.Tasks.Where(task => task.StartsWith(Prefix, StringComparison.Ordinal))];
        List<string> some = [.. all.Take(Queues)];
        var shared = server.Reach(isInProcess: true, timeout);
        await using var queues = new TaskQueues(server, some, timeout);
        await LoadGoals.RunAsync(rounds, output, async () =>
        {
            var (_, one) = await MeasureAsync(shared, all[..1]);
            var (_, mixed) = await MeasureAsync(shared, all);
            var (together, fast) = await MeasureAsync(shared, some);
            var (apart, slow) = await MeasureAsync(queues, some);
            return
            [
                new("one task, answers a second", one, ""),
                new($"{all.Count} tasks mixed ÷ one task", mixed / one, "≥ 0.95"),
                new($"{Queues} tasks mixed ÷ a queue for each", fast / slow, "≥ 2"),
                new("p99 of these, ÷", together.QuantileOfAnswers(99) / apart.QuantileOfAnswers(99), "≤ 1"),
            ];
        });
    }

    private Task<(Sample Sample, double Rate)> MeasureAsync(ILoadTarget target, IReadOnlyList<string> tasks) =>
        new LoadGenerator(target, new Traffic(tasks, seed: 1), timeout).RunClosedAsync(Saturating, step);
}
