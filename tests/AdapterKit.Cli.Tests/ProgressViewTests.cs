using System.Text.Json;
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

        ProgressBar.Follow(console, "a-task-with-a-long-name, adapter, seed 1234", screen =>
        {
            var progress = screen.Follow(new TrainingView.Format());
            var scoring = screen.Follow(new EvaluationView.Format(isWhole: false));
            for (var epoch = 1; epoch <= 3; epoch++)
            {
                progress.Report(new TrainingProgress(epoch, epoch * 1000, 3000, 0.123, 12345, epoch == 1 ? null : Scores));
                Thread.Sleep(150);
                scoring.Report(new EvaluationProgress(64, 123_456));
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

        // Scoring does not move the bar of a training.
        var scored = bars.Where(line => line.Contains("scored 64 of 123", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(scored);
        Assert.All(scored, line => Assert.Matches(" (33|66|100)% ", line));
    }

    [Fact]
    public void An_evaluation_of_its_own_moves_the_bar()
    {
        var format = new EvaluationView.Format(isWhole: true);

        Assert.Equal((64, 200), format.GetPosition(new EvaluationProgress(64, 200)));
    }

    [Fact]
    public void Without_a_terminal_a_line_says_how_many_texts_are_scored_and_one_more_after_every_4096()
    {
        var writer = new StringWriter();
        var scoring = new ProgressLines(writer, "spam").Follow(new EvaluationView.Format(isWhole: true));

        for (var done = 0; done <= 9024; done += 64)
            scoring.Report(new EvaluationProgress(done, 9024));

        Assert.Equal(
            ["spam  scoring 9,024 texts", "spam  scored 4,096 of 9,024 texts", "spam  scored 8,192 of 9,024 texts"],
            writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void For_programs_the_same_lines_are_objects()
    {
        var writer = new StringWriter();
        var screen = new ProgressObjects(writer, "spam");
        var step = new TrainingProgress(1, 2, 6, double.NaN, 12.5, null);

        screen.Follow(new TrainingView.Format()).Report(step);
        screen.Follow(new EvaluationView.Format(isWhole: false)).Report(new EvaluationProgress(0, 8));
        screen.Follow(new TrainingView.Format()).Report(step with { Validation = Scores, IsEpochEnd = true });

        var lines = writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Equal("""{"kind":"Progress","run":"spam","phase":"scoring","done":0,"texts":8}""", lines[0]);
        var epoch = JsonElement.Parse(lines[1]);
        Assert.Equal((1, 2, 6), (epoch.NumberAt("epoch"), epoch.NumberAt("step"), epoch.NumberAt("steps")));
        Assert.Equal(JsonValueKind.Null, epoch.At("loss").ValueKind);
        Assert.Equal(0.75, epoch.NumberAt("validation", "accuracy"));
    }

    [Theory]
    [InlineData(5, "epoc…")]
    [InlineData(8, "epoch 12")]
    [InlineData(17, "epoch 12")]
    [InlineData(18, "epoch 12  loss 0.1")]
    [InlineData(99, "epoch 12  loss 0.1  spam")]
    public void The_least_important_parts_are_left_out(int width, string shown) =>
        Assert.Equal(shown, ProgressBar.Fit(["epoch 12", "loss 0.1", "spam"], width));

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escapes();
}
