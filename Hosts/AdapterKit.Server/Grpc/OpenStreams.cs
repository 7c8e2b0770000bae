namespace AdapterKit.Server.Grpc;

/// <summary>Counts the streams that are open: a server that stops lets clients read how they end before it closes connections.</summary>
/// <remarks>
/// A client of .NET that has not read the end of a stream when its connection closes reports the closed connection, and not the status
/// that it has received.
/// </remarks>
internal sealed class OpenStreams(IHostApplicationLifetime lifetime, TimeProvider clock) : IHostedLifecycleService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan TimeToRead = TimeSpan.FromMilliseconds(100);
    private int count;
    private long lastEnd;

    /// <summary>Counts a stream until the result is disposed of.</summary>
    public IDisposable Enter()
    {
        Interlocked.Increment(ref count);
        return new Stream(this);
    }

    /// <summary>Tells streams to end, and waits until they have and their clients had time to read it.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        try
        {
            while (Volatile.Read(ref count) > 0 || HasJustEnded())
                await Task.Delay(Poll, clock, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The server may not take any longer.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool HasJustEnded() => Volatile.Read(ref lastEnd) is var end and not 0 && clock.GetElapsedTime(end) < TimeToRead;

    private void Exit()
    {
        Volatile.Write(ref lastEnd, clock.GetTimestamp());
        Interlocked.Decrement(ref count);
    }

    private sealed class Stream(OpenStreams streams) : IDisposable
    {
        public void Dispose() => streams.Exit();
    }
}
