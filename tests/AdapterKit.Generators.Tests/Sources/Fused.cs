namespace Demo;

[TaskAdapter("fused", Backbone = "tiny")]
[Fuse("plain", "list-topic", "8-ball")]
[Labels("no", "yes")]
public sealed partial class FusedTask : ClassificationTask;

[TaskAdapter("tempered", Backbone = "tiny")]
[Fuse("plain", "tuned")]
[AdapterDrop("0")]
[Labels("no", "yes")]
public sealed partial class TemperedTask : ClassificationTask
{
    [Options] private static readonly FusionOptions options = new() { Temperature = true };
}
