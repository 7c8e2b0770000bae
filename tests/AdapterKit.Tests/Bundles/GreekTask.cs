namespace AdapterKit.Tests;

/// <summary>A task to put into bundles.</summary>
[TaskAdapter("greek", Backbone = "bert")]
[Labels("alpha", "beta, gamma")]
[Placement(AdapterPlacement.Parallel, Points = ["feed_forward"])]
[AdapterDrop("0", Point = "feed_forward")]
public sealed partial class GreekTask : ClassificationTask<BottleneckAdapter>
{
    [Options] private static readonly BottleneckOptions options = new() { Bottleneck = 2, Scaling = 4, LearnScaling = true };
}
