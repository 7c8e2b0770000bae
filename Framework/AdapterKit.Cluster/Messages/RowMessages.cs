using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>Rows on their way to another silo.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Key">Who asks.</param>
/// <param name="Timeout">The time that is left.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.rows")]
internal sealed record RowsMessage(
    [property: Id(0)] IReadOnlyList<DispatchRow> Rows, [property: Id(1)] string Key, [property: Id(2)] TimeSpan Timeout);

/// <summary>What became of them.</summary>
/// <param name="Results">The result of each row; empty if they were not accepted.</param>
/// <param name="Rejection">Why they were not accepted.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.results")]
internal sealed record ResultsMessage(
    [property: Id(0)] IReadOnlyList<RowResult> Results, [property: Id(1)] RejectionMessage? Rejection);

/// <summary>Why a request was not accepted.</summary>
[GenerateSerializer, Immutable, Alias("adapterkit.rejection")]
internal sealed record RejectionMessage(
    [property: Id(0)] RejectionReason Reason, [property: Id(1)] TimeSpan RetryAfter, [property: Id(2)] string Message)
{
    /// <summary>The silo stops.</summary>
    public static RejectionMessage Stopping { get; } =
        new(RejectionReason.Stopping, TimeSpan.FromSeconds(1), "This server is stopping. Try again on another one.");

    public static RejectionMessage Of(DispatchRejectedException rejection) =>
        new(rejection.Reason, rejection.RetryAfter, rejection.Message);

    public DispatchRejectedException ToException() => new(Reason, RetryAfter, Message);
}
