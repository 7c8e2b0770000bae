namespace AdapterKit.Cli.Console;

/// <summary>Ctrl-C stopped a training; the message says how to resume it.</summary>
internal sealed class StoppedException(string message, OperationCanceledException inner)
    : OperationCanceledException(message, inner, inner.CancellationToken);
