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

    // Orleans streams no answers of a service: they are read piece by piece.

    /// <summary>Begins to write texts by a task of the silo, and returns what there is at first.</summary>
    [Alias("begin")]
    Task<PiecesMessage> BeginAsync(Guid session, TextsMessage request, CancellationToken cancellationToken);

    /// <summary>Returns what was written since, or nothing after a second.</summary>
    [Alias("read")]
    Task<PiecesMessage> ReadAsync(Guid session);

    /// <summary>Drops what is not written yet.</summary>
    [Alias("leave")]
    Task LeaveAsync(Guid session);
}
