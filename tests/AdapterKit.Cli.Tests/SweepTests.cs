using AdapterKit.Cli.Console;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly string data;

    public SweepTests()
    {
        data = folder.PathOf("data.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 80).Select(index => index % 2 == 0
            ? $$"""{"text":"win a prize number {{index}}","label":"spam"}"""
            : $$"""{"text":"lunch at {{index}} then","label":"ham"}"""));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_number_of_layers_has_scores_parameters_and_a_speed()
    {
        var run = Sweep("--seeds", "1", "--json");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        var rows = run.Json.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([0, 1, 2], rows.Select(row => row.GetProperty("dropped").GetInt32()));
        var parameters = rows.Select(row => row.GetProperty("trainedParameters").GetInt64()).ToList();
        Assert.True(parameters[0] > parameters[1] && parameters[1] > parameters[2], string.Join(", ", parameters));
        Assert.Equal(rows[0].GetProperty("specialized").ToString(), rows[0].GetProperty("standard").ToString());
        Assert.Equal(1, rows[0].GetProperty("speed").GetProperty("training").GetDouble());
        Assert.All(rows, row => Assert.True(row.GetProperty("speed").GetProperty("textsPerSecond").GetDouble() > 0));
    }

    [Fact]
    public void Without_seeds_there_are_three() =>
        Assert.Equal(3, Sweep("--drop", "0", "--limit", "8", "--json").Json.GetProperty("seeds").GetInt32());

    [Fact]
    public void Plots_have_the_format_of_their_extension_and_recorded_runs_are_not_repeated()
    {
        var (record, png, svg) = (folder.PathOf("runs.jsonl"), folder.PathOf("drop.png"), folder.PathOf("drop.svg"));

        var first = Sweep("--seeds", "1", "--drop", "1", "--record", record, "--plot", png, svg);
        var recorded = File.ReadAllText(record);
        var second = Sweep("--seeds", "1", "--drop", "1", "--record", record);

        Assert.Equal((ExitCode.Success, ExitCode.Success), (first.ExitCode, second.ExitCode));
        // Standard and robust training, and one without layer 0.
        Assert.Equal(3, recorded.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(recorded, File.ReadAllText(record));
        Assert.Contains("epoch", first.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", second.Error, StringComparison.Ordinal);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(png)[..4]);
        Assert.Contains("<svg", File.ReadAllText(svg), StringComparison.Ordinal);
        Assert.Contains("| dropped |", first.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3", "2 layers")]
    [InlineData("some", "'some'")]
    public void Invalid_numbers_are_refused_before_training(string numbers, string said)
    {
        var run = Sweep("--drop", numbers);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsupported_plot_format_and_a_fused_task_are_refused_before_training()
    {
        Assert.Contains(".svg", Sweep("--plot", "drop.bmp").Error, StringComparison.Ordinal);
        var fused = CommandRun.Of(["sweep", "feed-source", "--drop", "--data", data], TinyBackbone.Open);
        Assert.Equal(ExitCode.BadInput, fused.ExitCode);
        Assert.Contains("feed-source", fused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plot_that_cannot_be_written_is_refused_before_training()
    {
        File.WriteAllText(folder.PathOf("file"), "in the way");
        Directory.CreateDirectory(folder.PathOf("directory.svg"));
        foreach (var plot in new[] { folder.PathOf("file", "drop.png"), "/proc/nowhere/drop.png", folder.PathOf("directory.svg") })
        {
            var run = Sweep("--seeds", "1", "--plot", plot);

            Assert.Equal(ExitCode.BadInput, run.ExitCode);
            Assert.Contains($"--plot: {plot} cannot be written", run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("epoch", run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Plots_that_can_no_longer_be_written_do_not_take_the_result_with_them()
    {
        var plots = folder.PathOf("plots");
        using var output = new StringWriter();
        using var blocked = new WriterThatBlocks(output, plots);

        var run = CommandRun.Of(
            ["sweep", "spam", "--data", data, "--epochs", "1", "--drop", "0", "--seeds", "1", "--plot", Path.Combine(plots, "drop.svg")],
            TinyBackbone.Open,
            null,
            blocked);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("| dropped |", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Puts a file in the place of the directory when the result is written.</summary>
    private sealed class WriterThatBlocks(StringWriter inner, string directory) : TextWriter
    {
        public override System.Text.Encoding Encoding => inner.Encoding;

        public override void Write(char value)
        {
            if (!File.Exists(directory))
                File.WriteAllText(directory, "in the way");
            inner.Write(value);
        }
    }

    private CommandRun Sweep(params string[] options)
    {
        string[] drop = options.Contains("--drop") ? [] : ["--drop"];
        return CommandRun.Of(["sweep", "spam", "--data", data, "--epochs", "2", .. options, .. drop], TinyBackbone.Open);
    }
}
