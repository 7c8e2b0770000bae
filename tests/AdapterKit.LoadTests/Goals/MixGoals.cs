using AdapterKit.Server.Tests;

namespace AdapterKit.LoadTests;

/// <summary>Rows of many tasks in one pass, beside rows of one task, and beside a queue for each task.</summary>
/// <param name="server">A server of the tasks.</param>
/// <param name="step">How long each load lasts.</param>
/// <param name="timeout">The time that a request allows.</param>
/// <param name="limit">The p99 that a server with a queue for each task and one that mixes them may both have.</param>
internal sealed class MixGoals(LoadServer server, TimeSpan step, TimeSpan timeout, TimeSpan limit)
{
    private const string Prefix = "mixed-";
    private const int Saturating = 64;
    private const int Queues = 20;
    private const int Searches = 6;

    /// <summary>Serves the tasks of this assembly, and asks for them.</summary>
    public static async Task RunAsync(int rounds, TimeSpan step, TimeSpan timeout, TimeSpan limit, TextWriter output)
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
            await new MixGoals(server, step, timeout, limit).RunAsync(rounds, output);
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
        var prompt = server.Reach(isInProcess: true, limit);
        await using var queues = new TaskQueues(server, some, limit);
        await LoadGoals.RunAsync(rounds, output, async () =>
        {
            var (_, one) = await MeasureAsync(shared, all[..1]);
            var (_, mixed) = await MeasureAsync(shared, all);
            var together = await FindCapacityAsync(prompt, some, 1.5 * one);
            var apart = await FindCapacityAsync(queues, some, 1.5 * one);
            return
            [
                new("one task, answers a second", one, ""),
                new($"{all.Count} tasks mixed ÷ one task", mixed / one, "≥ 0.95"),
                new($"{Queues} tasks mixed, requests a second", together, ""),
                new("a queue for each, requests a second", apart, ""),
                new($"{Queues} tasks mixed ÷ a queue for each", together / apart, "≥ 2"),
            ];
        });
    }

    private Task<(Sample Sample, double Rate)> MeasureAsync(ILoadTarget target, IReadOnlyList<string> tasks) =>
        new LoadGenerator(target, new Traffic(tasks, seed: 1), timeout).RunClosedAsync(Saturating, step);

    // The most requests a second of which 99 of 100 are answered in time, in an open loop.
    private async Task<double> FindCapacityAsync(ILoadTarget target, IReadOnlyList<string> tasks, double most)
    {
        var generator = new LoadGenerator(target, new Traffic(tasks, seed: 1), limit);
        var (kept, missed) = (1.0, most);
        for (var search = 0; search < Searches; search++)
        {
            var rate = Math.Sqrt(kept * missed);
            if ((await generator.RunOpenAsync([rate], step))[0].ShareAnswered >= 0.99)
                kept = rate;
            else
                missed = rate;
        }

        return kept;
    }
}
