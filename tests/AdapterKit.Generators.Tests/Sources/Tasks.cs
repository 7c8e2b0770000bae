namespace Demo;

[TaskAdapter("plain", Backbone = "tiny")]
[Labels("no", "yes")]
public sealed partial class PlainTask : ClassificationTask<BottleneckAdapter>;

#pragma warning disable AK0321 // A line break is to be escaped.
[TaskAdapter("tuned", Backbone = "tiny")]
[Labels("a", "b \"quoted\"", "ç\n", "\\d{2}")]
[Placement(AdapterPlacement.Pfeiffer, Points = ["feed_forward"], TuneNorms = false)]
[AdapterDrop("0")]
[AdapterDrop("2..3", Point = "attention")]
public sealed partial class TunedTask : ClassificationTask<BottleneckAdapter>
{
    [Options] private static readonly BottleneckOptions options = new() { Bottleneck = 3, Activation = Activation.Gelu };
}
