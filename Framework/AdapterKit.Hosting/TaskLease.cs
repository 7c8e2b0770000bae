using System.Diagnostics;

namespace AdapterKit.Hosting;

/// <summary>The tasks of a host at one moment. They stay alive, and the same, until the lease ends.</summary>
/// <remarks>Thread safety: all members may be called from any thread, several at once.</remarks>
public sealed class TaskLease : IDisposable
{
    private const int MaxTags = 20;

    private readonly Generation generation;
    private readonly TaskWatch watch;
    private int isEnded;

    internal TaskLease(Generation generation, TimeSpan limit)
    {
        (this.generation, watch, PredictTimeout) = (generation, new TaskWatch(limit), limit);
        Tasks = generation.Tasks;
    }

    /// <summary>The number of the generation: it grows with each change of the host.</summary>
    public int Generation => generation.Number;

    /// <summary>The tasks, which are owned by the host.</summary>
    public IReadOnlyList<TaskAdapter> Tasks { get; private set; }

    /// <summary>
    /// Predicts for texts or pairs of texts. A task that fails on a text fails there alone; one that does not end in time fails on all
    /// texts of this call, and is not run again under this lease.
    /// </summary>
    /// <param name="tasks">At least one of the <see cref="Tasks"/>.</param>
    /// <param name="inputs">Any number of texts; pairs for tasks that read pairs.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>For each input, in order, what each task answers.</returns>
    /// <exception cref="ArgumentException">A task reads pairs of texts and there is one text, or the other way round.</exception>
    /// <exception cref="ObjectDisposedException">The lease has ended.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<TaskAnswers> Predict(
        IReadOnlyList<TaskAdapter> tasks, IReadOnlyList<TaskInput> inputs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(inputs);
        ObjectDisposedException.ThrowIf(isEnded != 0, this);
        using var activity = HostTelemetry.Activities.StartActivity("adapterkit.predict");
        activity?.SetTag("adapterkit.texts", inputs.Count)
            .SetTag("adapterkit.generation", generation.Number)
            .SetTag("adapterkit.tasks", string.Join(',', tasks.Take(MaxTags).Select(task => task.Id)));
        var start = Stopwatch.GetTimestamp();
        var answers = watch.Predict(tasks, inputs, cancellationToken);
        HostTelemetry.RecordPrediction(answers, start);
        return answers;
    }

    /// <summary>Returns the task of an id; <see langword="null"/> if there is none.</summary>
    /// <param name="id">The id.</param>
    public TaskAdapter? FindTask(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        ObjectDisposedException.ThrowIf(isEnded != 0, this);
        return generation.FindTask(id);
    }

    /// <summary>How long a task may take.</summary>
    internal TimeSpan PredictTimeout { get; }

    /// <summary>Predicts for rows, each with the task that it is for, in one pass. A task that fails fails on its own rows alone.</summary>
    /// <param name="backbone">The backbone of the tasks.</param>
    /// <param name="rows">At least one row.</param>
    internal IReadOnlyList<RowAnswer> PredictRows(Backbone backbone, IReadOnlyList<TaskRow> rows) => watch.Predict(backbone, rows);

    /// <summary>Ends the lease.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isEnded, 1) != 0)
            return;

        Tasks = [];
        generation.Exit();
    }
}
