namespace AdapterKit.Cli.Reports;

/// <summary>A task that was refused while other tasks of its plugin are active.</summary>
/// <param name="Id">The task's id.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why it was refused, and what to do.</param>
internal sealed record RefusedTaskReport(string Id, string State, string Reason);
