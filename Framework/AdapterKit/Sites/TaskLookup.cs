namespace AdapterKit;

/// <summary>Finds tasks by id.</summary>
internal static class TaskLookup
{
    /// <summary>Returns the task of that id.</summary>
    /// <param name="tasks">The tasks to search.</param>
    /// <param name="id">The id, exactly.</param>
    /// <param name="reason">What needs the task, for the message.</param>
    /// <exception cref="ArgumentException">No task has that id.</exception>
    public static TTask Find<TTask>(this IReadOnlyList<TTask> tasks, string id, string reason = "")
        where TTask : class, ISiteTask =>
        tasks.FirstOrDefault(task => task.Id == id)
        ?? throw new ArgumentException(
            $"No task is called '{id}'. The tasks are: {string.Join(", ", tasks.Select(task => task.Id).DefaultIfEmpty("none"))}. {reason}"
                .TrimEnd());
}
