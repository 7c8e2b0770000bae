using AdapterKit.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Puts rows and texts into the queue of the silo. Nothing is computed on a thread of Orleans.</summary>
internal sealed class BackboneService(
    GrainId id, Silo silo, ILoggerFactory loggers, ILocalSilo local, TextSessions texts, IOptions<AdapterKitClusterOptions> options)
    : GrainService(id, silo, loggers), IBackboneService
{
    public Task<ResultsMessage> AnswerAsync(RowsMessage rows, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            try
            {
                Func<int, TimeSpan?>? charge = options.Value.Charge is { } take ? tokens => take(rows.Key, tokens) : null;
                var results = await local.Runner.RunAsync(rows.Rows, rows.Key, rows.Timeout, charge, cancellationToken);
                return new ResultsMessage([.. results.Select(Seal)], Rejection: null);
            }
            catch (DispatchRejectedException rejection)
            {
                return new ResultsMessage([], RejectionMessage.Of(rejection));
            }
            catch (ObjectDisposedException)
            {
                return new ResultsMessage([], RejectionMessage.Stopping);
            }
#pragma warning disable CA1031 // Whatever a row does here, it would do elsewhere: nobody shall ask for it again.
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                var failed = new RowResult(RowState.Failed, $"The rows cannot be answered: {error.GetType().Name}.");
                return new ResultsMessage([.. rows.Rows.Select(_ => failed)], Rejection: null);
            }
        },
        cancellationToken);

    public Task<PiecesMessage> BeginAsync(Guid session, TextsMessage request, CancellationToken cancellationToken) =>
        Task.Run(() => texts.BeginAsync(session, request, cancellationToken), cancellationToken);

    public Task<PiecesMessage> ReadAsync(Guid session) => Task.Run(() => texts.ReadAsync(session));

    public Task LeaveAsync(Guid session) => Task.Run(() => texts.LeaveAsync(session));

    // A prediction may be of a plugin, whose code must not run, or fail, while the message is written.
    private static RowResult Seal(RowResult result)
    {
        if (result.Prediction is not { } prediction)
            return result;

        try
        {
            return result with { Prediction = RemotePrediction.Of(prediction) };
        }
#pragma warning disable CA1031 // A kind of task may be a plugin's own, whose predictions run its code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return result with
            {
                State = RowState.Failed,
                Reason = $"The prediction cannot be written: {error.GetType().Name}.",
                Prediction = null,
            };
        }
    }
}
