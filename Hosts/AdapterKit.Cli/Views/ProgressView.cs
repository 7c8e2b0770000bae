using AdapterKit.Cli.Console;

namespace AdapterKit.Cli.Views;

/// <summary>
/// Shows the progress of a long run on the error stream: a bar on a terminal, with a line per epoch; lines alone in a file or a pipe, of
/// JSON if the result is JSON.
/// </summary>
internal static class ProgressView
{
    public const string Gap = "  ";

    /// <param name="terminal">Shows the progress.</param>
    /// <param name="title">The name of the run.</param>
    /// <param name="run">The run.</param>
    public static TResult Follow<TResult>(Terminal terminal, string? title, Func<ProgressScreen, TResult> run)
    {
        if (terminal.Messages.Profile.Out.IsTerminal)
            return ProgressBar.Follow(terminal.Messages, title, run);

        return run(terminal.IsJson ? new ProgressObjects(terminal.Notes, title) : new ProgressLines(terminal.Notes, title));
    }
}
