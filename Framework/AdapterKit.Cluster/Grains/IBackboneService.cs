using Orleans.Services;

namespace AdapterKit.Cluster;

/// <summary>The backbone of a silo, as the others reach it: one service on each silo.</summary>
[Alias("adapterkit.backbone")]
internal interface IBackboneService : IGrainService
{
    /// <summary>Answers rows by the tasks of the silo, and passes none of them on.</summary>
    // Rows bring a time of their own, which may be longer than that of messages between silos.
    [Alias("answer"), ResponseTimeout("01:00:00")]
    Task<ResultsMessage> AnswerAsync(RowsMessage rows, CancellationToken cancellationToken);
}
