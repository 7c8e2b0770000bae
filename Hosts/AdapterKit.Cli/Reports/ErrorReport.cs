namespace AdapterKit.Cli.Reports;

/// <summary>What went wrong, as <c>--json</c> prints it to standard error.</summary>
/// <param name="Kind">The name of the exit code.</param>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Message">What was wrong, where, and what to do.</param>
/// <param name="StackTrace">Where the program noticed it; only with <c>--verbose</c>.</param>
internal sealed record ErrorReport(string Kind, int ExitCode, string Message, string? StackTrace = null);
