using AdapterKit.Cli.Console;
using Spectre.Console;

namespace AdapterKit.Cli.Views;

/// <summary>Shows the progress of a long run: a bar on a terminal, with a line per epoch; lines alone in a file or a pipe.</summary>
internal static class ProgressView
{
    private const int WideTerminal = 100;
    private const string Gap = "  ";

    // The percentage, the remaining time, and the gaps between the columns.
    private const int WidthBesideBarAndText = 4 + 8 + 8;

    /// <param name="terminal">Shows the progress, on the error stream.</param>
    /// <param name="title">The name of the run.</param>
    /// <param name="format">The texts.</param>
    /// <param name="run">The run.</param>
    public static TResult Follow<TProgress, TResult>(
        Terminal terminal, string title, IProgressFormat<TProgress> format, Func<IProgress<TProgress>, TResult> run) =>
        terminal.Messages.Profile.Out.IsTerminal
            ? Follow(terminal.Messages, title, format, run)
            : run(new Lines<TProgress>(terminal.Notes, title, format));

    /// <summary>Shows the progress on a terminal, within its width.</summary>
    internal static TResult Follow<TProgress, TResult>(
        IAnsiConsole console, string title, IProgressFormat<TProgress> format, Func<IProgress<TProgress>, TResult> run)
    {
        var barWidth = console.Profile.Width < WideTerminal ? 8 : 20;
        var textWidth = Math.Max(1, console.Profile.Width - barWidth - WidthBesideBarAndText);
        return console.Progress()
            .Columns(
                new ProgressBarColumn { Width = barWidth }, new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .Start(context => run(new Bar<TProgress>(
                context.AddTask(Markup.Escape(Shorten(title, textWidth))), console, title, format, textWidth)));
    }

    // A longer text would squeeze the other columns until they wrap.
    internal static string Shorten(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    /// <summary>Joins as many parts as fit; the first one is shortened if it does not fit alone.</summary>
    internal static string Fit(IEnumerable<string> parts, int width)
    {
        var fitting = "";
        foreach (var part in parts)
        {
            var longer = fitting.Length == 0 ? Shorten(part, width) : fitting + Gap + part;
            if (longer.Length > width)
                break;

            fitting = longer;
        }

        return fitting;
    }

    private sealed class Lines<TProgress>(TextWriter writer, string title, IProgressFormat<TProgress> format) : IProgress<TProgress>
    {
        public void Report(TProgress value)
        {
            if (format.IsLine(value))
                writer.WriteLine(string.Join(Gap, [title, .. format.Describe(value)]));
        }
    }

    private sealed class Bar<TProgress>(
        ProgressTask bar, IAnsiConsole console, string title, IProgressFormat<TProgress> format, int textWidth) : IProgress<TProgress>
    {
        public void Report(TProgress value)
        {
            IEnumerable<string> parts = [.. format.Describe(value), title];
            var (step, steps) = format.GetPosition(value);
            bar.MaxValue = steps;
            bar.Value = step;
            bar.Description = Markup.Escape(Fit(parts, textWidth));
            if (format.IsEpochEnd(value))
                console.WriteLine(Fit(parts, console.Profile.Width - 1));
        }
    }
}
