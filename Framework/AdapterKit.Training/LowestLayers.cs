namespace AdapterKit.Training;

internal static class LowestLayers
{
    /// <summary>The task alone, without its adapters and norms in the lowest layers.</summary>
    public static AdapterPlan WithoutLowest(this TaskAdapter task, int dropped) =>
        task.Backbone.Plan(Setup.Of(task.Id).Drop(DropSet.None.And(LayerSet.Lowest(dropped))), [task]);
}
