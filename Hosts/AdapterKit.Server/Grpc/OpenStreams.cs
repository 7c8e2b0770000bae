namespace AdapterKit.Server.Grpc;

/// <summary>Counts the streams that are open: a server that stops lets clients read how they end before it closes connections.</summary>
/// <remarks>
/// A client of .NET that has not read the end of a stream when its connection closes reports the closed connection, and not the status
/// that it has received.
/// </remarks>
internal sealed class OpenStreams(IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan TimeToRead = TimeSpan.FromMilliseconds(100);
    private int count;

    public void Enter() => Interlocked.Increment(ref count);

    public void Exit() => Interlocked.Decrement(ref count);

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref count) == 0)
            return;

        lifetime.StopApplication();
        while (Volatile.Read(ref count) > 0)
            await Task.Delay(Poll, cancellationToken);

        await Task.Delay(TimeToRead, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
