using Spectre.Console;

namespace AdapterKit.Cli.Console;

/// <summary>Where a command reads and writes: results go to one stream, everything said beside them to the other.</summary>
internal sealed class Terminal(Stream input, bool inputIsRedirected, TextWriter output, TextWriter error)
{
    private const int WidthOfFiles = 160;
    private readonly Lazy<IAnsiConsole> results = new(() => Open(output));
    private readonly Lazy<IAnsiConsole> notices = new(() => Open(error));

    /// <summary>What is to be read, as bytes: a mail names its own character set.</summary>
    public Stream Input => input;

    /// <summary>Whether there is something to read without asking a person for it.</summary>
    public bool InputIsRedirected => inputIsRedirected;

    /// <summary>Results as plain text.</summary>
    public TextWriter Output => output;

    /// <summary>Notices as plain text.</summary>
    public TextWriter Error => error;

    /// <summary>Results for people.</summary>
    public IAnsiConsole Results => results.Value;

    /// <summary>Progress, warnings and errors for people.</summary>
    public IAnsiConsole Notices => notices.Value;

    public static Terminal OfProcess() => new(System.Console.OpenStandardInput(), System.Console.IsInputRedirected, System.Console.Out, System.Console.Error);

    // What is not a terminal has neither colours nor a width: a table folded at 80 columns is no use in a file.
    private static IAnsiConsole Open(TextWriter writer)
    {
        var target = new AnsiConsoleOutput(writer);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = target.IsTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!target.IsTerminal)
            console.Profile.Width = WidthOfFiles;

        return console;
    }
}
