using AdapterKit.Cli.Invocations;
using Spectre.Console;

namespace AdapterKit.Cli.Views;

/// <summary>Where a long run stands: a bar at a terminal, lines where nobody watches one.</summary>
internal static class ProgressView
{
    /// <param name="invocation">The command.</param>
    /// <param name="name">What the run is called before it says anything.</param>
    /// <param name="lines">What is told where there is no terminal.</param>
    /// <param name="describe">What stands beside the bar.</param>
    /// <param name="at">How many steps are done, out of how many.</param>
    /// <param name="run">The run.</param>
    public static TResult Follow<TProgress, TResult>(
        Invocation invocation,
        string name,
        IProgress<TProgress> lines,
        Func<TProgress, string> describe,
        Func<TProgress, (int Step, int Steps)> at,
        Func<IProgress<TProgress>, TResult> run)
    {
        var notices = invocation.Terminal.Notices;
        if (!notices.Profile.Out.IsTerminal)
            return run(lines);

        return notices.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => run(new Bar<TProgress>(context.AddTask(Markup.Escape(name)), describe, at)));
    }

    private sealed class Bar<TProgress>(ProgressTask bar, Func<TProgress, string> describe, Func<TProgress, (int Step, int Steps)> at) : IProgress<TProgress>
    {
        public void Report(TProgress value)
        {
            var (step, steps) = at(value);
            bar.MaxValue = steps;
            bar.Value = step;
            bar.Description = Markup.Escape(describe(value));
        }
    }
}
