namespace AdapterKit.Cli.Console;

/// <summary>A result could not be written to standard output.</summary>
internal sealed class OutputException(string message, Exception inner) : Exception(message, inner);
