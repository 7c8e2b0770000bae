namespace AdapterKit.Cli.Console;

/// <summary>What the user gave cannot be used; the message says what and why.</summary>
internal sealed class InputException(string message, Exception? inner = null) : Exception(message, inner);
