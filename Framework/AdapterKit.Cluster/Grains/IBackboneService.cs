using Orleans.Services;

namespace AdapterKit.Cluster;

/// <summary>The backbone of a silo, as the others reach it: one service on each silo.</summary>
[Alias("adapterkit.backbone")]
internal interface IBackboneService : IGrainService
{
    /// <summary>Answers rows by the tasks of the silo, and passes none of them on.</summary>
    [Alias("answer")]
    Task<ResultsMessage> AnswerAsync(RowsMessage rows);
}
