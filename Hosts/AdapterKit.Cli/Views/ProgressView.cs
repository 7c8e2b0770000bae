using AdapterKit.Cli.Console;
using Spectre.Console;

namespace AdapterKit.Cli.Views;

/// <summary>Shows the progress of a long run: a bar on a terminal, lines in a file or a pipe.</summary>
internal static class ProgressView
{
    private const int BarWidth = 20;

    // The bar, the percentage, the remaining time, and the gaps between the columns.
    private const int WidthBesideText = BarWidth + 4 + 8 + 8;

    /// <param name="terminal">Shows the progress, on the error stream.</param>
    /// <param name="title">The name of the run before its first report.</param>
    /// <param name="format">The texts.</param>
    /// <param name="run">The run.</param>
    public static TResult Follow<TProgress, TResult>(
        Terminal terminal, string title, IProgressFormat<TProgress> format, Func<IProgress<TProgress>, TResult> run)
    {
        var messages = terminal.Messages;
        if (!messages.Profile.Out.IsTerminal)
            return run(new Lines<TProgress>(terminal.Notes, format));

        var textWidth = Math.Max(1, messages.Profile.Width - WidthBesideText);
        return messages.Progress()
            .Columns(
                new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .Start(context => run(new Bar<TProgress>(context.AddTask(Markup.Escape(Shorten(title, textWidth))), format, textWidth)));
    }

    // A longer text would squeeze the other columns until they wrap.
    internal static string Shorten(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";

    private sealed class Lines<TProgress>(TextWriter writer, IProgressFormat<TProgress> format) : IProgress<TProgress>
    {
        public void Report(TProgress value)
        {
            if (format.FormatLine(value) is { } line)
                writer.WriteLine(line);
        }
    }

    private sealed class Bar<TProgress>(ProgressTask bar, IProgressFormat<TProgress> format, int textWidth) : IProgress<TProgress>
    {
        public void Report(TProgress value)
        {
            var (step, steps) = format.GetPosition(value);
            bar.MaxValue = steps;
            bar.Value = step;
            bar.Description = Markup.Escape(Shorten(format.Describe(value), textWidth));
        }
    }
}
