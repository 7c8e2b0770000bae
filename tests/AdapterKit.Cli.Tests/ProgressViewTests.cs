using System.Text.RegularExpressions;
using AdapterKit.Cli.Views;
using AdapterKit.Training;
using Spectre.Console;

namespace AdapterKit.Cli.Tests;

public sealed partial class ProgressViewTests
{
    private static readonly ClassificationMetrics Scores = new(["few", "many"], [(0, 0), (0, 1), (1, 1), (1, 1)]);

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public void The_bar_and_a_line_per_epoch_fit_the_terminal(int width)
    {
        var screen = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(screen),
        });
        console.Profile.Width = width;

        ProgressView.Follow(console, "a-task-with-a-long-name, adapter, seed 1234", new TrainingView.Format(), progress =>
        {
            for (var epoch = 1; epoch <= 3; epoch++)
            {
                progress.Report(new TrainingProgress(epoch, epoch * 1000, 3000, 0.123, 12345, epoch == 1 ? null : Scores));
                Thread.Sleep(150);
                progress.Report(new TrainingProgress(epoch, epoch * 1000, 3000, 0.123, 12345, Scores) { IsEpochEnd = true });
            }

            return 0;
        });

        var lines = Escapes().Replace(screen.ToString(), "").Split('\n', '\r').Where(line => line.Trim().Length > 0).ToList();
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        for (var epoch = 1; epoch <= 3; epoch++)
            Assert.Contains(lines, line => line.StartsWith($"epoch {epoch}  loss 0.123  validation 0.750/", StringComparison.Ordinal));

        // Nothing of the bar is wrapped into a line of its own.
        var bars = lines.Where(line => !line.StartsWith("epoch", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(bars);
        Assert.All(bars, line => Assert.Matches(@"^\S+ +\d+% .*(--|\d\d):\S+", line));
        Assert.Contains(bars, line => line.Contains("100%", StringComparison.Ordinal) && line.Contains("loss 0", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(5, "epoc…")]
    [InlineData(8, "epoch 12")]
    [InlineData(17, "epoch 12")]
    [InlineData(18, "epoch 12  loss 0.1")]
    [InlineData(99, "epoch 12  loss 0.1  spam")]
    public void The_least_important_parts_are_left_out(int width, string shown) =>
        Assert.Equal(shown, ProgressView.Fit(["epoch 12", "loss 0.1", "spam"], width));

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escapes();
}
