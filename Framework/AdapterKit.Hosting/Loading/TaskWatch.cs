using System.Collections.Concurrent;

namespace AdapterKit.Hosting;

/// <summary>Predicts with tasks of plugins, and gives up on a task whose code does not end in time.</summary>
/// <param name="limit">How long a task may take for one pass.</param>
internal sealed class TaskWatch(TimeSpan limit)
{
    private readonly ConcurrentDictionary<string, string> hanging = new(StringComparer.Ordinal);

    /// <summary>Predicts for texts with each of the tasks.</summary>
    public IReadOnlyList<TaskAnswers> Predict(
        IReadOnlyList<TaskAdapter> tasks, IReadOnlyList<TaskInput> inputs, CancellationToken cancellationToken)
    {
        while (true)
        {
            IReadOnlyList<TaskAdapter> running = [.. tasks.Where(task => !hanging.ContainsKey(task.Id))];
            if (running.Count == 0 && tasks.Count > 0)
                return [.. inputs.Select(_ => new TaskAnswers(new Dictionary<string, TaskPrediction>(), FindFaults(tasks)))];

            if (TryRun(step => new TaskPredictor(running).Answer(inputs, step.Begin, cancellationToken), running) is { } answers)
                return running.Count == tasks.Count ? answers : [.. answers.Select(answer => AddFaults(answer, tasks))];
        }
    }

    /// <summary>Predicts for rows, each with the task that it is for, in one pass.</summary>
    public IReadOnlyList<RowAnswer> Predict(Backbone backbone, IReadOnlyList<TaskRow> rows)
    {
        while (true)
        {
            IReadOnlyList<TaskRow> running = [.. rows.Where(row => !hanging.ContainsKey(row.Task.Id))];
            if (running.Count == 0)
                return [.. rows.Select(row => new RowAnswer(null, hanging[row.Task.Id]))];

            if (TryRun(step => new RowPredictor(backbone, step.Begin).Answer(running), [running[0].Task]) is not { } answers)
                continue;

            var next = 0;
            return [.. rows.Select(
                row => hanging.TryGetValue(row.Task.Id, out var fault) ? new RowAnswer(null, fault) : answers[next++])];
        }
    }

    // Null if the code does not end in time: the others are asked again, without the culprit.
    private T? TryRun<T>(Func<RunningTask, T> code, IReadOnlyList<TaskAdapter> tasks)
        where T : class
    {
        var step = new RunningTask();
        try
        {
            return step.Watch(limit, () => code(step));
        }
        catch (TimeoutException)
        {
            var culprit = step.Task ?? tasks[0].Id;
            hanging[culprit] = RunningTask.DescribeHanging(culprit, limit);
            return null;
        }
    }

    private TaskAnswers AddFaults(TaskAnswers answers, IReadOnlyList<TaskAdapter> tasks) =>
        answers with { Faults = answers.Faults.Concat(FindFaults(tasks)).ToDictionary() };

    private Dictionary<string, string> FindFaults(IReadOnlyList<TaskAdapter> tasks) =>
        tasks.Where(task => hanging.ContainsKey(task.Id)).ToDictionary(task => task.Id, task => hanging[task.Id]);
}
