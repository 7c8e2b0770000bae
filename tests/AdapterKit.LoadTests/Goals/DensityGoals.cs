using AdapterKit.Benchmarks;

namespace AdapterKit.LoadTests;

/// <summary>How much memory tasks of one plugin take that differ in their weights alone, each ready to predict.</summary>
internal static class DensityGoals
{
    private const string Task = "spam";
    private const double Gigabyte = 1 << 30;
    private const int Steps = 10;

    /// <summary>Loads tasks one by one, and measures the memory now and then.</summary>
    /// <param name="server">A server, for its backbone and the declaration of its tasks.</param>
    /// <param name="count">The number of tasks.</param>
    /// <param name="output">Where the table is written.</param>
    public static void Run(LoadServer server, int count, TextWriter output)
    {
        using var lease = server.Host.Lease();
        var served = lease.FindTask(Task)!;
        var bundle = Path.Combine(AppContext.BaseDirectory, "plugins", "Spam", Task);
        var bytes = new DirectoryInfo(bundle).GetFiles().Sum(file => file.Length);
        var tasks = new List<TaskAdapter>();
        var points = new List<(double Tasks, double Bytes)>();
        try
        {
            for (var next = 0; next < count; next++)
            {
                var task = Bundle.Open(bundle).Load(served.Declaration, served.Backbone);
                tasks.Add(task);
                task.Freeze();
                ((ClassificationTask)task).Predict(["a prize for you"]);

                // The first few pay for what all of them share.
                if ((next + 1) % Math.Max(1, count / Steps) == 0)
                    points.Add((next + 1, ProcessMemory.Collect()));
            }
        }
        finally
        {
            tasks.ForEach(task => task.Dispose());
        }

        var each = Regression.FindSlope(points);
        MarkdownTable.Write(output, ["figure", "value", "goal"],
        [
            ["tasks", $"{count}", ""],
            ["bytes of a bundle", $"{bytes}", ""],
            ["bytes of a task in memory", $"{each:0}", ""],
            ["in memory ÷ bundle", $"{each / bytes:0.00}", "≤ 1.25"],
            ["tasks in a GiB", $"{Gigabyte / each:0}", ""],
        ]);
    }
}
