using Spectre.Console;

namespace AdapterKit.Cli.Console;

/// <summary>The streams of a command: results go to one, every other message to the other.</summary>
internal sealed class Terminal(Stream input, bool isInputRedirected, TextWriter output, TextWriter error)
{
    private const int FileWidth = 160;
    private readonly Lazy<IAnsiConsole> results = new(() => Open(output));
    private readonly Lazy<IAnsiConsole> messages = new(() => Open(error));
    private readonly Lazy<IAnsiConsole> silence = new(() => Open(TextWriter.Null));

    /// <summary>Standard input as bytes, because a mail names its own character set.</summary>
    public Stream Input => input;

    /// <summary>Whether standard input is a file or a pipe rather than a keyboard.</summary>
    public bool IsInputRedirected => isInputRedirected;

    /// <summary>Results as plain text.</summary>
    public TextWriter Output => output;

    /// <summary>Errors as plain text.</summary>
    public TextWriter Error => error;

    /// <summary>Warnings, notes and progress as plain text; written nowhere if the terminal is quiet.</summary>
    public TextWriter Notes => IsQuiet ? TextWriter.Null : error;

    /// <summary>Whether results and errors are written alone.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>Whether programs read the messages: progress and errors are lines of JSON.</summary>
    public bool IsJson { get; set; }

    /// <summary>Results formatted for people.</summary>
    public IAnsiConsole Results => results.Value;

    /// <summary>Progress formatted for people.</summary>
    public IAnsiConsole Messages => IsQuiet ? silence.Value : messages.Value;

    public static Terminal OfProcess() => new(
        System.Console.OpenStandardInput(),
        System.Console.IsInputRedirected,
        OutputWriter.OfProcess(),
        OutputWriter.OfProcessErrors());

    // A file or a pipe has neither colors nor a width: a table wrapped at 80 columns would be useless there.
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
            console.Profile.Width = FileWidth;

        return console;
    }
}
