using System.Collections.Concurrent;
using System.Diagnostics;

namespace AdapterKit.Hosting;

/// <summary>Predicts with tasks of plugins, and gives up on a task whose code does not end in time.</summary>
/// <param name="limit">How long a task may take for one pass.</param>
internal sealed class TaskWatch(TimeSpan limit)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly ConcurrentDictionary<string, string> hanging = new(StringComparer.Ordinal);

    public IReadOnlyList<TaskAnswers> Predict(
        IReadOnlyList<TaskAdapter> tasks, IReadOnlyList<TaskInput> inputs, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<TaskAdapter> running = [.. tasks.Where(task => !hanging.ContainsKey(task.Id))];
            if (running.Count == 0 && tasks.Count > 0)
                return [.. inputs.Select(_ => new TaskAnswers(new Dictionary<string, TaskPrediction>(), FindFaults(tasks)))];

            var step = new Step();
            try
            {
                var answers = limit == Timeout.InfiniteTimeSpan
                    ? Answer(running, inputs, step, cancellationToken)
                    : TimeLimit.Run(
                        limit < Interval ? limit : Interval,
                        () => step.Elapsed > limit,
                        () => Answer(running, inputs, step, cancellationToken));
                return running.Count == tasks.Count ? answers : [.. answers.Select(answer => AddFaults(answer, tasks))];
            }
            catch (TimeoutException)
            {
                // The others are asked again, without it.
                var culprit = step.Task ?? running[0].Id;
                hanging[culprit] = $"Task '{culprit}' failed: it did not end within {limit.TotalSeconds:0.###} s and may still be running.";
            }
        }
    }

    private static IReadOnlyList<TaskAnswers> Answer(
        IReadOnlyList<TaskAdapter> tasks, IReadOnlyList<TaskInput> inputs, Step step, CancellationToken cancellationToken) =>
        new TaskPredictor(tasks).Answer(inputs, step.Begin, cancellationToken);

    private TaskAnswers AddFaults(TaskAnswers answers, IReadOnlyList<TaskAdapter> tasks) =>
        answers with { Faults = answers.Faults.Concat(FindFaults(tasks)).ToDictionary() };

    private Dictionary<string, string> FindFaults(IReadOnlyList<TaskAdapter> tasks) =>
        tasks.Where(task => hanging.ContainsKey(task.Id)).ToDictionary(task => task.Id, task => hanging[task.Id]);

    /// <summary>What is running, and since when.</summary>
    private sealed class Step
    {
        private volatile Entry? current;

        public string? Task => current?.Task;

        public TimeSpan Elapsed => current is { } entry ? Stopwatch.GetElapsedTime(entry.Start) : TimeSpan.Zero;

        public void Begin(TaskAdapter? task) => current = task is null ? null : new Entry(task.Id, Stopwatch.GetTimestamp());

        private sealed record Entry(string Task, long Start);
    }
}
