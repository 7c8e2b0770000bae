using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>Returns memory that tensors have left to the system once a minute.</summary>
internal sealed class NativeHeapTrimmer(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            NativeHeap.TryTrim();
    }
}
