using System.Diagnostics;
using AdapterKit.Benchmarks;

namespace AdapterKit.LoadTests;

/// <summary>A long time at 0.7 of the capacity, with a swap of weights now and then: whether memory grows.</summary>
internal static class SoakGoals
{
    private const string Task = "spam";
    private const int Saturating = 64;
    private const double Megabyte = 1 << 20;

    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    /// <summary>Measures.</summary>
    /// <param name="server">The server.</param>
    /// <param name="timeout">The time that a request allows.</param>
    /// <param name="duration">How long.</param>
    /// <param name="interval">The time between two swaps.</param>
    /// <param name="output">Where the table is written.</param>
    public static async Task RunAsync(LoadServer server, TimeSpan timeout, TimeSpan duration, TimeSpan interval, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("adapterkit-soak-");
        try
        {
            List<Version> versions = [];
            using (var lease = server.Host.Lease())
            {
                foreach (var scale in (double[])[1, 0.5])
                    versions.Add(Version.Create(lease.FindTask(Task)!, Path.Combine(folder.FullName, $"{scale}"), scale, ["a prize"]));
            }

            var generator = new LoadGenerator(
                server.Reach(isInProcess: true, timeout), new Traffic(server.Tasks, seed: 1), timeout);
            var (_, capacity) = await generator.RunClosedAsync(Saturating, TimeSpan.FromSeconds(4));
            var load = generator.RunOpenAsync([0.7 * capacity], duration);
            var points = new List<(double Time, double Bytes)>();
            var swaps = 0;
            await System.Threading.Tasks.Task.Run(async () =>
            {
                for (var start = Stopwatch.GetTimestamp(); !load.IsCompleted; swaps++)
                {
                    await System.Threading.Tasks.Task.WhenAny(load, System.Threading.Tasks.Task.Delay(interval));
                    points.Add((Stopwatch.GetElapsedTime(start) / TenMinutes, ProcessMemory.Collect()));
                    server.Host.StageBundle(Task, versions[swaps % 2].Directory).Activate();
                }
            });
            var sample = (await load)[0];

            // Arenas and caches fill at first, which is no leak.
            List<(double Time, double Bytes)> settled = [.. points.Skip(points.Count / 4)];
            MarkdownTable.Write(output, ["figure", "value", "goal"],
            [
                ["minutes", $"{duration.TotalMinutes:0.0}", "60"],
                ["swaps", $"{swaps}", ""],
                ["answers a second", $"{sample.Answered / duration.TotalSeconds:0}", ""],
                ["failed or late, in %", $"{100.0 * (sample.Failed + sample.Late) / Math.Max(1, sample.Answered):0.000}", "0"],
                ["memory at the end, in MiB", $"{points[^1].Bytes / Megabyte:0}", ""],
                ["MiB in ten minutes", settled.Count < 2 ? "" : $"{Regression.FindSlope(settled) / Megabyte:0.00}", "≤ 1"],
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
