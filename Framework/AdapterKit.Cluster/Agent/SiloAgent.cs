using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AdapterKit.Cluster;

/// <summary>Reports what this silo serves, learns what the others serve, and gives tasks the weights that they shall have.</summary>
/// <param name="local">What is served here.</param>
/// <param name="texts">What is written here and read elsewhere.</param>
/// <param name="view">What is served elsewhere.</param>
/// <param name="weights">Brings weights.</param>
/// <param name="grains">Reaches the placement.</param>
/// <param name="members">The members of the cluster.</param>
/// <param name="options">How often.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class SiloAgent(
    ILocalSilo local,
    TextSessions texts,
    PlacementView view,
    ClusterWeights weights,
    IGrainFactory grains,
    ISiloStatusOracle members,
    IOptions<AdapterKitClusterOptions> options,
    TimeProvider clock,
    ILogger<SiloAgent> log) : BackgroundService
{
    // A placement that moves to another silo does not answer for some seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The last answers are still to be written and sent, which Orleans does not wait for.
    private static readonly TimeSpan TimeToSend = TimeSpan.FromMilliseconds(200);

    private static readonly Action<ILogger, string, Exception?> Unreachable = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(1, nameof(Unreachable)), "The placement does not answer ({Error}). Tasks stay where they were.");

    private static readonly Action<ILogger, int, Exception?> Changed = LoggerMessage.Define<int>(
        LogLevel.Information, new EventId(2, nameof(Changed)), "{Silos} other silos take part.");

    private static readonly Action<ILogger, IPAddress, int, Exception?> Exposed = LoggerMessage.Define<IPAddress, int>(
        LogLevel.Warning,
        new EventId(3, nameof(Exposed)),
        "The silo listens on {Address}:{Port}, which has no keys. Let nobody but silos reach it.");

    private readonly CancellationTokenSource ending = new();
    private Task applying = Task.CompletedTask;
    private bool isReachable = true;
    private bool isStarted;

    private IPlacementGrain Placement => grains.GetGrain<IPlacementGrain>(local.Backbone);

    /// <summary>Takes part before the application is ready: it knows the others, and serves what they serve.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!IPAddress.IsLoopback(options.Value.Address))
            Exposed(log, options.Value.Address, options.Value.SiloPort, null);

        isStarted = true;
        await TakePartAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAny(applying, Task.Delay(Patience, clock, cancellationToken)).ConfigureAwait(false);
        await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the others ask no more, and answers what they have asked before the silo stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        await ending.CancelAsync().ConfigureAwait(false);

        // An application may be stopped that was never started, or twice. One that is ended at once has no time for a word.
        if (!isStarted || cancellationToken.IsCancellationRequested)
            return;

        isStarted = false;
        await TryAsync(() => Placement.LeaveAsync(members.SiloAddress).WaitAsync(Patience, clock, cancellationToken))
            .ConfigureAwait(false);
        try
        {
            await Task.WhenAny(applying).WaitAsync(cancellationToken).ConfigureAwait(false);
            if (view.Table.Silos.Count > 0)
                await Task.Delay(options.Value.ReportInterval, clock, cancellationToken).ConfigureAwait(false);

            await local.DrainAsync(cancellationToken).ConfigureAwait(false);
            await texts.DrainAsync(cancellationToken).ConfigureAwait(false);
            if (view.Table.Silos.Count > 0)
                await Task.Delay(TimeToSend, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The application may not take any longer.
        }
    }

    public override void Dispose()
    {
        ending.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ReportInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            await TakePartAsync(stoppingToken).ConfigureAwait(false);
    }

    // Weights take their time, in which reports go on.
    private async Task TakePartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(() => ReportAsync(cancellationToken)).ConfigureAwait(false);
        if (applying.IsCompleted)
            applying = Task.Run(() => weights.ApplyAsync(view.Table, ending.Token), CancellationToken.None);
    }

    // A task that is quarantined is answered by no one who can help it.
    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        var own = members.SiloAddress;
        var before = view.Table.Silos.Count;
        var report = new SiloReport(own, [.. local.Tasks.Where(task => !local.IsQuarantined(task.Task.Id))], local.QueuedTokens);
        var table = await Placement.ReportAsync(report).WaitAsync(Patience, clock, cancellationToken).ConfigureAwait(false);
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
