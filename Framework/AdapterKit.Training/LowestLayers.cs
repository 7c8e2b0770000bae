namespace AdapterKit.Training;

/// <summary>Leaves out the lowest layers of a task at run time (AdapterDrop, Rücklé et al. 2021).</summary>
public static class LowestLayers
{
    /// <summary>The task alone, without its adapters and norms in the lowest layers: those compute what the bare backbone does.</summary>
    /// <param name="task">The task.</param>
    /// <param name="count">How many layers.</param>
    /// <returns>A plan of the caller's own.</returns>
    public static AdapterPlan WithoutLowest(this TaskAdapter task, int count)
    {
        ArgumentNullException.ThrowIfNull(task);
        return task.Backbone.Compile(Setup.Of(task.Id).Drop(DropSet.FirstLayers(count)), [task]);
    }
}
