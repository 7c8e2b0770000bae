namespace AdapterKit;

/// <summary>Finds tasks by name.</summary>
internal static class TaskLookup
{
    /// <summary>The task of that name.</summary>
    /// <param name="tasks">Where to look.</param>
    /// <param name="name">The task's name, exactly.</param>
    /// <param name="reason">Why it is wanted, for the message.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static TaskAdapter Named(this IReadOnlyList<TaskAdapter> tasks, string name, string reason = "") =>
        tasks.FirstOrDefault(task => task.Id == name)
        ?? throw new ArgumentException(
            $"There is no task '{name}' among: {string.Join(", ", tasks.Select(task => task.Id).DefaultIfEmpty("none"))}. {reason}".TrimEnd());
}
