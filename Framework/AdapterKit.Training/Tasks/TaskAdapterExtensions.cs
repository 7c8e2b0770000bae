namespace AdapterKit.Training;

/// <summary>Drops adapters from the first layers of a task (AdapterDrop, Rücklé et al. 2021).</summary>
public static class TaskAdapterExtensions
{
    /// <summary>
    /// Compiles a plan of the task alone, without its adapters and norms in the first layers: these compute what the bare backbone
    /// does.
    /// </summary>
    /// <param name="task">The task.</param>
    /// <param name="count">The number of layers.</param>
    /// <returns>A plan owned by the caller.</returns>
    public static AdapterPlan PlanWithoutFirstLayers(this TaskAdapter task, int count)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Backbone.Compile(Setup.Of(task.Id).Drop(DropSet.FirstLayers(count)), [task]);
    }
}
