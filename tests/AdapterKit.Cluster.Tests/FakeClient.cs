using AdapterKit.Hosting;

namespace AdapterKit.Cluster.Tests;

/// <summary>Silos that do as they are told: they answer all rows, unless said otherwise.</summary>
internal sealed class FakeClient : IBackboneClient
{
    /// <summary>What was asked of whom.</summary>
    public List<(SiloAddress Silo, RowsMessage Rows, CancellationToken Token)> Asked { get; } = [];

    /// <summary>Silos that say nothing.</summary>
    public HashSet<SiloAddress> Silent { get; } = [];

    /// <summary>Silos that have gone.</summary>
    public HashSet<SiloAddress> Dead { get; } = [];

    /// <summary>Silos that accept nothing.</summary>
    public Dictionary<SiloAddress, RejectionReason> Rejecting { get; } = [];

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
}
