namespace Demo;

[TaskAdapter("low-rank", Backbone = "tiny")]
[Adapter<LoraAdapter>]
[Labels("no", "yes")]
public sealed partial class LowRankTask : ClassificationTask;

[TaskAdapter("union", Backbone = "tiny")]
[Adapter<LoraAdapter>(On = ["attention.q", "attention.v"], Options = nameof(lora))]
[Adapter<BottleneckAdapter>(On = ["feed_forward"], Placement = AdapterPlacement.Parallel, TuneNorms = false, Drop = "0..1")]
[AdapterDrop("3")]
[Labels("no", "yes")]
public sealed partial class UnionTask : ClassificationTask
{
    private static readonly LoraOptions lora = new() { Rank = 4 };
}
