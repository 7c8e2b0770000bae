using Spectre.Console;

namespace AdapterKit.Cli.Views;

/// <summary>Shows progress as a bar on a terminal, within its width, with a line for each epoch.</summary>
/// <param name="bar">The bar.</param>
/// <param name="console">The terminal.</param>
/// <param name="title">The name of the run.</param>
/// <param name="textWidth">The room beside the bar.</param>
internal sealed class ProgressBar(ProgressTask bar, IAnsiConsole console, string? title, int textWidth) : ProgressScreen
{
    private const int WideTerminal = 100;

    // The percentage, the remaining time, and the gaps between the columns.
    private const int WidthBesideBarAndText = 4 + 8 + 8;

    public static TResult Follow<TResult>(IAnsiConsole console, string? title, Func<ProgressScreen, TResult> run)
    {
        var barWidth = console.Profile.Width < WideTerminal ? 8 : 20;
        var textWidth = Math.Max(1, console.Profile.Width - barWidth - WidthBesideBarAndText);
        return console.Progress()
            .Columns(
                new ProgressBarColumn { Width = barWidth }, new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn())
            .Start(context =>
            {
                var bar = context.AddTask(Markup.Escape(Shorten(title ?? "", textWidth)));
                bar.IsIndeterminate = true;
                return run(new ProgressBar(bar, console, title, textWidth));
            });
    }

    /// <summary>Joins as many parts as fit; the first one is shortened if it does not fit alone.</summary>
    internal static string Fit(IEnumerable<string> parts, int width)
    {
        var fitting = "";
        foreach (var part in parts)
        {
            var longer = fitting.Length == 0 ? Shorten(part, width) : fitting + ProgressView.Gap + part;
            if (longer.Length > width)
                break;

            fitting = longer;
        }

        return fitting;
    }

    protected override void Show<TProgress>(TProgress progress, IProgressFormat<TProgress> format)
    {
        IEnumerable<string> parts = title is null ? format.Describe(progress) : [.. format.Describe(progress), title];
        if (format.GetPosition(progress) is var (step, steps))
            (bar.IsIndeterminate, bar.MaxValue, bar.Value) = (false, steps, step);

        bar.Description = Markup.Escape(Fit(parts, textWidth));
        if (format.IsEpochEnd(progress))
            console.WriteLine(Fit(parts, console.Profile.Width - 1));
    }

    // A longer text would squeeze the other columns until they wrap.
    internal static string Shorten(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
