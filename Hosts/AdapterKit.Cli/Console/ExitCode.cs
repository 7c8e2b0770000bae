namespace AdapterKit.Cli.Console;

/// <summary>What the program tells the shell. The one place that defines it: help prints this table.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int BadInput = 1;
    public const int PluginRefused = 2;
    public const int NotAvailable = 3;
    public const int Fault = 4;
    public const int Stopped = 130;

    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (BadInput, "the command line or an input cannot be used; nothing was done"),
        (PluginRefused, "done, but a plugin was refused; the others were used"),
        (NotAvailable, "the backbone or a data set cannot be fetched or read"),
        (Fault, "an error in the program; --verbose shows where"),
        (Stopped, "stopped by Ctrl-C; what training had reached is saved"),
    ];
}
