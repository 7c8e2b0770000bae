using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Reports what this silo serves, learns what the others serve, and gives tasks the weights that they shall have.</summary>
/// <param name="local">What is served here.</param>
/// <param name="view">What is served elsewhere.</param>
/// <param name="weights">Brings weights.</param>
/// <param name="grains">Reaches the placement.</param>
/// <param name="members">The members of the cluster.</param>
/// <param name="options">How often.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class SiloAgent(
    ILocalSilo local,
    PlacementView view,
    ClusterWeights weights,
    IGrainFactory grains,
    ISiloStatusOracle members,
    IOptions<AdapterKitClusterOptions> options,
    TimeProvider clock,
    ILogger<SiloAgent> log) : BackgroundService
{
    private static readonly Action<ILogger, string, Exception?> Unreachable = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(1, nameof(Unreachable)), "The placement does not answer ({Error}). Tasks stay where they were.");

    private static readonly Action<ILogger, int, Exception?> Changed = LoggerMessage.Define<int>(
        LogLevel.Information, new EventId(2, nameof(Changed)), "{Silos} other silos take part.");

    private bool isReachable = true;

    private IPlacementGrain Placement => grains.GetGrain<IPlacementGrain>(local.Backbone);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await TryAsync(() => Placement.LeaveAsync(members.SiloAddress).WaitAsync(options.Value.ReportInterval, clock, cancellationToken))
            .ConfigureAwait(false);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ReportInterval, clock);
        var applying = Task.CompletedTask;
        do
        {
            await TryAsync(ReportAsync).ConfigureAwait(false);

            // Weights take their time, and a silo that misses its reports counts as gone.
            if (applying.IsCompleted)
                applying = Task.Run(() => weights.ApplyAsync(view.Table, stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }

    private async Task ReportAsync()
    {
        var own = members.SiloAddress;
        var before = view.Table.Silos.Count;
        var table = await Placement.ReportAsync(new SiloReport(own, local.Tasks, local.QueuedTokens)).ConfigureAwait(false);
        view.Update(table, own, members.IsDeadSilo);
        if (view.Table.Silos.Count != before)
            Changed(log, view.Table.Silos.Count, null);
    }

    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act().ConfigureAwait(false);
            isReachable = true;
        }
#pragma warning disable CA1031 // Whatever is wrong with the cluster, this silo answers what it can.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (isReachable)
                Unreachable(log, error.GetType().Name, null);

            isReachable = false;
        }
    }
}
