using Orleans.Runtime.Services;

namespace AdapterKit.Cluster;

/// <summary>Reaches the backbones of other silos.</summary>
internal interface IBackboneClient
{
    /// <summary>Lets a silo answer rows.</summary>
    Task<ResultsMessage> AnswerAsync(SiloAddress silo, RowsMessage rows, CancellationToken cancellationToken);
}

/// <summary>Reaches them by Orleans.</summary>
internal sealed class BackboneClient(IServiceProvider services) : GrainServiceClient<IBackboneService>(services), IBackboneClient
{
    public Task<ResultsMessage> AnswerAsync(SiloAddress silo, RowsMessage rows, CancellationToken cancellationToken) =>
        GetGrainService(silo).AnswerAsync(rows, cancellationToken);
}
