using System.Runtime.ExceptionServices;

namespace AdapterKit.Hosting;

/// <summary>Runs foreign code on a thread of its own, and stops waiting when its time is up: such code cannot be ended.</summary>
/// <remarks>The thread is a background one: it does not keep the process from ending.</remarks>
internal static class TimeLimit
{
    /// <summary>Runs code.</summary>
    /// <param name="limit">The time; <see cref="Timeout.InfiniteTimeSpan"/> runs the code on the calling thread.</param>
    /// <param name="code">The code.</param>
    /// <param name="release">Releases a result that comes too late.</param>
    /// <exception cref="TimeoutException">The time is up; the code may still be running.</exception>
    public static T Run<T>(TimeSpan limit, Func<T> code, Action<T>? release = null) =>
        limit == Timeout.InfiniteTimeSpan ? code() : RunAlone(limit, code, release);

    /// <summary>Runs code, and asks now and then whether it takes too long. The thread runs other such code later.</summary>
    /// <param name="interval">The time between two questions.</param>
    /// <param name="isOverdue">The question.</param>
    /// <param name="code">The code.</param>
    /// <param name="release">Releases a result that comes too late.</param>
    /// <exception cref="TimeoutException">It takes too long; the code may still be running.</exception>
    public static T Run<T>(TimeSpan interval, Func<bool> isOverdue, Func<T> code, Action<T>? release = null)
    {
        var run = new TimedRun<T>(code, release);
        PassThread.Run(run.Execute);
        return run.Wait(interval, isOverdue);
    }

    // What loads and builds a plugin may leave something behind on its thread.
    private static T RunAlone<T>(TimeSpan limit, Func<T> code, Action<T>? release)
    {
        var run = new TimedRun<T>(code, release);
        new Thread(run.Execute) { IsBackground = true, Name = "AdapterKit plugin" }.Start();
        return run.Wait(limit, () => true);
    }
}

/// <summary>One piece of code that is waited for, but not for ever.</summary>
internal sealed class TimedRun<T>(Func<T> code, Action<T>? release)
{
    private readonly object gate = new();
    private ExceptionDispatchInfo? error;
    private T? result;
    private bool isEnded;
    private bool isAbandoned;

    public void Execute()
    {
        try
        {
            var computed = code();
            if (!TryEnd(computed, thrown: null))
                release?.Invoke(computed);
        }
#pragma warning disable CA1031 // Nothing may leave a thread: it would end the process. The exception is the waiting caller's.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            TryEnd(default, ExceptionDispatchInfo.Capture(thrown));
        }
    }

    /// <summary>Waits for the result.</summary>
    public T Wait(TimeSpan interval, Func<bool> isOverdue)
    {
        lock (gate)
        {
            while (!isEnded)
            {
                if (Monitor.Wait(gate, interval) || isEnded || !isOverdue())
                    continue;

                isAbandoned = true;
                throw new TimeoutException();
            }
        }

        error?.Throw();
        return result!;
    }

    // Either the result is in time, or whoever computed it releases it.
    private bool TryEnd(T? computed, ExceptionDispatchInfo? thrown)
    {
        lock (gate)
        {
            (result, error, isEnded) = (computed, thrown, true);
            Monitor.PulseAll(gate);
            return !isAbandoned;
        }
    }
}
