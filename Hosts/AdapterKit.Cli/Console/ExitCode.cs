namespace AdapterKit.Cli.Console;

/// <summary>The exit codes of the program. Help and the README print this table.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int BadInput = 1;
    public const int PluginRefused = 2;
    public const int NotAvailable = 3;
    public const int InternalError = 4;
    public const int OutputFailed = 5;
    public const int Canceled = 130;

    public static IReadOnlyList<(int Code, string Kind, string Meaning)> All { get; } =
    [
        (Success, nameof(Success), "success"),
        (BadInput, nameof(BadInput), "the command line or an input is invalid; nothing was done"),
        (PluginRefused, nameof(PluginRefused), "success, but at least one plugin was refused; the others were used"),
        (NotAvailable, nameof(NotAvailable), "the backbone or a data set could not be fetched or read"),
        (InternalError, nameof(InternalError), "internal error; --verbose prints the stack trace"),
        (OutputFailed, nameof(OutputFailed), "the result could not be written to standard output"),
        (Canceled, nameof(Canceled), "stopped by Ctrl-C; training has saved its progress"),
    ];
}
