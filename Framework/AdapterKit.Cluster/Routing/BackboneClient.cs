using System.Runtime.CompilerServices;
using Orleans.Runtime.Services;

namespace AdapterKit.Cluster;

/// <summary>Reaches the backbones of other silos.</summary>
internal interface IBackboneClient
{
    /// <summary>Lets a silo answer rows.</summary>
    Task<ResultsMessage> AnswerAsync(SiloAddress silo, RowsMessage rows, CancellationToken cancellationToken);

    /// <summary>Lets a silo write texts.</summary>
    IAsyncEnumerable<PiecesMessage> Generate(SiloAddress silo, TextsMessage request, CancellationToken cancellationToken);
}

/// <summary>Reaches them by Orleans.</summary>
internal sealed class BackboneClient(IServiceProvider services) : GrainServiceClient<IBackboneService>(services), IBackboneClient
{
    public Task<ResultsMessage> AnswerAsync(SiloAddress silo, RowsMessage rows, CancellationToken cancellationToken) =>
        GetGrainService(silo).AnswerAsync(rows, cancellationToken);

    public async IAsyncEnumerable<PiecesMessage> Generate(
        SiloAddress silo, TextsMessage request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (service, session) = (GetGrainService(silo), Guid.NewGuid());
        var isEnd = false;
        try
        {
            var answer = await WaitAsync(service.BeginAsync(session, request, cancellationToken));
            while (!isEnd)
            {
                isEnd = answer.IsEnd;
                yield return answer;
                if (!isEnd)
                    answer = await WaitAsync(service.ReadAsync(session));
            }
        }
        finally
        {
            // A silo that has gone does not answer.
            if (!isEnd)
                service.LeaveAsync(session).Ignore();
        }

        // An answer that nobody waits for any more may fail.
        Task<PiecesMessage> WaitAsync(Task<PiecesMessage> answering)
        {
            answering.Ignore();
            return answering.WaitAsync(cancellationToken);
        }
    }
}
