using Orleans.Services;

namespace AdapterKit.Cluster;

/// <summary>The backbone of a silo, as the others reach it: one service on each silo.</summary>
[Alias("adapterkit.backbone")]
internal interface IBackboneService : IGrainService
{
    /// <summary>Answers rows by the tasks of the silo, and passes none of them on.</summary>
    // Longer than any row may wait: the caller has a limit of its own.
    [Alias("answer"), ResponseTimeout("00:05:00")]
    Task<ResultsMessage> AnswerAsync(RowsMessage rows);
}
