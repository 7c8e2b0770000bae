using System.Diagnostics;

namespace AdapterKit.Hosting;

/// <summary>The task whose code runs, and since when.</summary>
internal sealed class RunningTask
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private volatile Entry? current;

    /// <summary>Its id; <see langword="null"/> while no task's code runs.</summary>
    public string? Task => current?.Task;

    private TimeSpan Elapsed => current is { } entry ? Stopwatch.GetElapsedTime(entry.Start) : TimeSpan.Zero;

    /// <summary>Notes that code of a task begins, or with <see langword="null"/>, that it has ended.</summary>
    public void Begin(TaskAdapter? task) => current = task is null ? null : new Entry(task.Id, Stopwatch.GetTimestamp());

    /// <summary>Runs code that calls <see cref="Begin"/>, and stops waiting when one task takes too long.</summary>
    /// <param name="limit">How long a task may take; <see cref="Timeout.InfiniteTimeSpan"/> runs the code on the calling thread.</param>
    /// <param name="code">The code.</param>
    /// <param name="release">Releases a result that comes too late.</param>
    /// <exception cref="TimeoutException">A task takes too long; the code may still be running.</exception>
    public T Watch<T>(TimeSpan limit, Func<T> code, Action<T>? release = null) => limit == Timeout.InfiniteTimeSpan
        ? code()
        : TimeLimit.Run(limit < Interval ? limit : Interval, () => Elapsed > limit, code, release);

    /// <summary>Says that a task takes too long.</summary>
    public static string DescribeHanging(string task, TimeSpan limit) =>
        $"Task '{task}' failed: it did not end within {limit.TotalSeconds:0.###} s and may still be running.";

    private sealed record Entry(string Task, long Start);
}
