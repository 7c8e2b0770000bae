using System.Runtime.CompilerServices;
using AdapterKit.Hosting;

namespace AdapterKit.Cluster.Tests;

/// <summary>Silos that do as they are told: they answer all rows, unless said otherwise.</summary>
internal sealed class FakeClient(TimeProvider clock) : IBackboneClient
{
    /// <summary>What was asked of whom.</summary>
    public List<(SiloAddress Silo, RowsMessage Rows, CancellationToken Token)> Asked { get; } = [];

    /// <summary>Silos that say nothing.</summary>
    public HashSet<SiloAddress> Silent { get; } = [];

    /// <summary>Silos that have gone.</summary>
    public HashSet<SiloAddress> Dead { get; } = [];

    /// <summary>Silos that accept nothing.</summary>
    public Dictionary<SiloAddress, RejectionReason> Rejecting { get; } = [];

    /// <summary>Silos that go as soon as they have begun to write.</summary>
    public HashSet<SiloAddress> DyingAfter { get; } = [];

    /// <summary>Who was asked to write.</summary>
    public List<(SiloAddress Silo, TextsMessage Request)> AskedToWrite { get; } = [];

    /// <summary>Silos that are alive and have written nothing yet.</summary>
    public HashSet<SiloAddress> Busy { get; } = [];

    /// <summary>What becomes of rows with a text.</summary>
    public Dictionary<(SiloAddress Silo, string Text), RowState> States { get; } = [];

    public async Task<ResultsMessage> AnswerAsync(SiloAddress silo, RowsMessage rows, CancellationToken cancellationToken)
    {
        Asked.Add((silo, rows, cancellationToken));
        if (Dead.Contains(silo))
            throw new SiloUnavailableException();
        if (Silent.Contains(silo))
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        if (Rejecting.TryGetValue(silo, out var reason))
            return new ResultsMessage([], new RejectionMessage(reason, TimeSpan.FromSeconds(2), "no"));

        return new ResultsMessage(
            [.. rows.Rows.Select(row => new RowResult(States.GetValueOrDefault((silo, row.Input.Text), RowState.Answered)))], null);
    }

    public async IAsyncEnumerable<PiecesMessage> Generate(
        SiloAddress silo, TextsMessage request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AskedToWrite.Add((silo, request));
        while (Busy.Contains(silo))
        {
            yield return new PiecesMessage([], IsEnd: false);
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        }

        if (Dead.Contains(silo))
            throw new SiloUnavailableException();
        if (Silent.Contains(silo))
            await Task.Delay(Timeout.Infinite, cancellationToken);
        if (Rejecting.TryGetValue(silo, out var reason))
        {
            yield return new PiecesMessage([], IsEnd: true, new RejectionMessage(reason, TimeSpan.FromSeconds(2), "no"));
            yield break;
        }

        foreach (var (index, text) in request.Texts.Index())
        {
            var state = States.GetValueOrDefault((silo, text), RowState.Answered);
            if (state == RowState.Answered)
                yield return new PiecesMessage([new TextPiece(index, "begun")], IsEnd: false);
            if (DyingAfter.Contains(silo))
                throw new SiloUnavailableException();

            yield return new PiecesMessage([new TextPiece(index, "") { End = new TextSummary(state) }], IsEnd: false);
        }
    }
}
