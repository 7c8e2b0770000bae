using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>Returns memory that tensors have left to the system once a minute.</summary>
internal sealed class NativeHeapTrimmer(TimeProvider time) : IHostedService, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    private ITimer? timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        timer = time.CreateTimer(static _ => NativeHeap.TryTrim(), state: null, Interval, Interval);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => timer?.Dispose();
}
