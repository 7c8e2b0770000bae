using System.Diagnostics;
using System.Globalization;
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
    /// <param name="interval">The time between two swaps, each of which measures the memory.</param>
    /// <param name="series">Where the memory is written, measurement by measurement; <see langword="null"/> for nowhere.</param>
    /// <param name="output">Where the table is written.</param>
    public static async Task RunAsync(
        LoadServer server, TimeSpan timeout, TimeSpan duration, TimeSpan interval, TextWriter? series, TextWriter output)
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
            var resident = new List<(double Time, double Bytes)>();
            var managed = new List<(double Time, double Bytes)>();
            var swaps = 0;
            series?.WriteLine("minutes,resident MiB,managed MiB");
            await System.Threading.Tasks.Task.Run(async () =>
            {
                for (var start = Stopwatch.GetTimestamp(); !load.IsCompleted; swaps++)
                {
                    await System.Threading.Tasks.Task.WhenAny(load, System.Threading.Tasks.Task.Delay(interval));
                    var time = Stopwatch.GetElapsedTime(start) / TenMinutes;
                    resident.Add((time, ProcessMemory.Collect()));
                    managed.Add((time, GC.GetTotalMemory(forceFullCollection: false)));
                    series?.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{10 * time:0.00},{resident[^1].Bytes / Megabyte:0.0},{managed[^1].Bytes / Megabyte:0.0}"));
                    series?.Flush();
                    server.Host.StageBundle(Task, versions[swaps % 2].Directory).Activate();
                }
            });
            var sample = (await load)[0];
            MarkdownTable.Write(output, ["figure", "value", "goal"],
            [
                ["minutes", $"{duration.TotalMinutes:0.0}", "60"],
                ["swaps", $"{swaps}", ""],
                ["answers a second", $"{sample.Answered / duration.TotalSeconds:0}", ""],
                ["failed or late, in %", $"{100.0 * (sample.Failed + sample.Late) / Math.Max(1, sample.Answered):0.000}", "0"],
                ["memory at the end, in MiB", $"{resident[^1].Bytes / Megabyte:0}", ""],
                ["MiB in ten minutes", DescribeGrowth(resident), "≤ 1"],
                ["of which managed", DescribeGrowth(managed), ""],
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Arenas and caches fill at first, which is no leak.
    private static string DescribeGrowth(List<(double Time, double Bytes)> points)
    {
        List<(double Time, double Bytes)> settled = [.. points.Skip(points.Count / 4)];
        return settled.Count < 2 ? "" : $"{Regression.FindSlope(settled) / Megabyte:0.00}";
    }
}
