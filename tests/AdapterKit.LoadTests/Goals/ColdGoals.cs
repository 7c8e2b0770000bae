using System.Diagnostics;
using AdapterKit.Benchmarks;
using AdapterKit.Hosting;

namespace AdapterKit.LoadTests;

/// <summary>The time from weights on the disk, or a whole plugin, to the first answer with them.</summary>
internal static class ColdGoals
{
    private const string Task = "spam";
    private const string Plugin = "Spam";

    /// <summary>Measures.</summary>
    /// <param name="server">The server.</param>
    /// <param name="times">How often.</param>
    /// <param name="output">Where the table is written.</param>
    public static async Task RunAsync(LoadServer server, int times, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("adapterkit-cold-");
        try
        {
            List<Version> versions = [];
            using (var lease = server.Host.Lease())
            {
                foreach (var scale in (double[])[1, 0.5])
                    versions.Add(Version.Create(lease.FindTask(Task)!, Path.Combine(folder.FullName, $"{scale}"), scale, ["a prize"]));
            }

            // The first of each is for the compiler.
            var weights = await MeasureAsync(times, round =>
            {
                var next = versions[round % 2];
                server.Host.StageBundle(Task, next.Directory).Activate();
                return next.Weights;
            });
            server.Host.Refresh();
            var plugins = await MeasureAsync(times, _ =>
            {
                // Staged beside the one that is served, which is the same: code, weights, self-test and a generation of its own.
                server.Host.Stage(Plugin).Activate();
                return null;
            });
            MarkdownTable.Write(output, ["figure", "value", "goal"],
            [
                ["cold weights to the first answer, p50 in ms", $"{Quantile(weights, 0.5):0.0}", ""],
                ["cold weights to the first answer, p95 in ms", $"{Quantile(weights, 0.95):0.0}", "≤ 250"],
                ["cold plugin to the first answer, p50 in ms", $"{Quantile(plugins, 0.5):0.0}", ""],
                ["cold plugin to the first answer, p95 in ms", $"{Quantile(plugins, 0.95):0.0}", "≤ 250"],
            ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        async Task<List<double>> MeasureAsync(int count, Func<int, string?> load)
        {
            List<double> measured = [];
            for (var round = 0; round <= count; round++)
            {
                var start = Stopwatch.GetTimestamp();
                var expected = load(round);
                var result = (await server.Dispatcher.RunAsync([new DispatchRow(Task, new TaskInput("a prize"))]))[0];
                measured.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                if (result.State != RowState.Answered || (expected is not null && result.WeightsHash != expected))
                    throw new InvalidOperationException($"The task does not answer with what was loaded: {result.State} {result.Reason}");
            }

            return measured[1..];
        }
    }

    private static double Quantile(List<double> values, double share) => values.Order().ElementAt((int)(share * (values.Count - 1)));
}
