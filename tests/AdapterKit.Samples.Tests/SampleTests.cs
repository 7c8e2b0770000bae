using System.Globalization;
using System.Reflection;

namespace AdapterKit.Samples.Tests;

/// <summary>Runs each sample in this process and reads what it prints.</summary>
public sealed class SampleTests
{
    [Fact]
    public void A_variant_of_ones_own_learns_what_a_bottleneck_cannot()
    {
        var lines = Run("CustomVariant");

        Assert.Equal(["bottleneck", "glu"], lines.Select(line => line.Split(' ')[0]));
        Assert.True(FinalLoss(lines[1]) < FinalLoss(lines[0]) / 4, string.Join('\n', lines));
    }

    [Fact]
    public void A_layout_of_ones_own_is_trained_saved_and_loaded()
    {
        using var directory = new TemporaryFolder();

        var lines = Run("CustomLayout", directory.Root);

        Assert.Equal(5, lines.Count(line => line.StartsWith("site ", StringComparison.Ordinal)));
        Assert.Contains("accuracy on unseen sentences 100", lines[^2], StringComparison.Ordinal);
        Assert.Equal("asks tells", lines[^1]);
        Assert.True(File.Exists(directory.PathOf("adapter.json")));
    }

    [Fact]
    public void Many_tasks_run_in_one_pass()
    {
        var lines = Run("ManyTasks");

        Assert.Contains("parallel  language agrees with language alone: True", lines);
        Assert.Contains("split     tone: texts 0, 2", lines);
    }

    private static double FinalLoss(string line) =>
        double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);

    private static string[] Run(string sample, params string[] arguments)
    {
        var (output, culture) = (Console.Out, CultureInfo.CurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var captured = new StringWriter();
        Console.SetOut(captured);
        try
        {
            Assembly.Load(sample).EntryPoint!.Invoke(null, [arguments]);
        }
        finally
        {
            Console.SetOut(output);
            CultureInfo.CurrentCulture = culture;
        }

        return captured.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }
}
