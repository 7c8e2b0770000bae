namespace AdapterKit.Cli.Reports;

/// <summary>The result of <c>merge</c>.</summary>
/// <param name="Task">The task.</param>
/// <param name="From">The tasks that were merged.</param>
/// <param name="Bundle">The directory of its bundle.</param>
/// <param name="Bytes">The size of its weights.</param>
internal sealed record MergeReport(string Task, IReadOnlyList<MergedTask> From, string Bundle, long Bytes);

/// <summary>A task that was merged.</summary>
/// <param name="Task">The task.</param>
/// <param name="Weight">Its weight.</param>
internal sealed record MergedTask(string Task, double Weight);
