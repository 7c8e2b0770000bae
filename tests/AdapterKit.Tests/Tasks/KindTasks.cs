namespace AdapterKit.Tests;

[TaskAdapter("moods", Backbone = "bert")]
[Labels("glad", "sad", "big, bad")]
public sealed partial class MoodsTask : MultiLabelTask<BottleneckAdapter>;

[TaskAdapter("stars", Backbone = "bert")]
public sealed partial class StarsTask : RegressionTask<BottleneckAdapter>;
