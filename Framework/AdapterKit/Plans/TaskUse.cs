namespace AdapterKit;

/// <summary>Keeps a backbone and tasks from being released for as long as a call uses them.</summary>
internal sealed class TaskUse : IDisposable
{
    private readonly Backbone backbone;
    private readonly IReadOnlyList<IPlannedTask> tasks;

    private TaskUse(Backbone backbone, IReadOnlyList<IPlannedTask> tasks) => (this.backbone, this.tasks) = (backbone, tasks);

    /// <exception cref="ObjectDisposedException">The backbone or a task was disposed of.</exception>
    public static TaskUse Begin(Backbone backbone, IReadOnlyList<IPlannedTask> tasks)
    {
        backbone.Enter();
        for (var entered = 0; entered < tasks.Count; entered++)
        {
            if (tasks[entered].TryEnter())
                continue;

            End(tasks, entered);
            backbone.Exit();
            throw new ObjectDisposedException(tasks[entered].Id, $"The task '{tasks[entered].Id}' was released.");
        }

        return new(backbone, tasks);
    }

    public void Dispose()
    {
        End(tasks, tasks.Count);
        backbone.Exit();
    }

    private static void End(IReadOnlyList<IPlannedTask> tasks, int count)
    {
        for (var index = 0; index < count; index++)
            tasks[index].Exit();
    }
}
