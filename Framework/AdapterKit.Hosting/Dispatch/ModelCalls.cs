using System.Collections.Concurrent;

namespace AdapterKit.Hosting;

/// <summary>Code that waits to run between two passes.</summary>
internal sealed class ModelCalls
{
    private readonly ConcurrentQueue<Action> waiting = [];

    public bool IsEmpty => waiting.IsEmpty;

    /// <summary>Adds code.</summary>
    /// <returns>What it returns or throws; canceled code that has not begun is not run.</returns>
    public Task<T> Add<T>(Func<T> code, CancellationToken cancellationToken)
    {
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Enqueue(() =>
        {
            if (cancellationToken.IsCancellationRequested)
            {
                result.SetCanceled(cancellationToken);
                return;
            }

            try
            {
                result.SetResult(code());
            }
#pragma warning disable CA1031 // It is thrown where the result is awaited.
            catch (Exception error)
#pragma warning restore CA1031
            {
                result.SetException(error);
            }
        });
        return result.Task;
    }

    /// <summary>Runs what waited longest.</summary>
    /// <returns>Whether anything did.</returns>
    public bool RunNext()
    {
        if (!waiting.TryDequeue(out var call))
            return false;

        call();
        return true;
    }
}
