namespace AdapterKit.Cli.Console;

/// <summary>The command line or an input is invalid; the message says what is wrong and what to do.</summary>
internal sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
