namespace AdapterKit.Training.Tests;

[TaskAdapter("traits", Backbone = "bert")]
[Labels("vowels", "consonants", "long")]
public sealed partial class TraitsTask : MultiLabelTask<BottleneckAdapter>;

[TaskAdapter("share", Backbone = "bert")]
public sealed partial class ShareTask : RegressionTask<BottleneckAdapter>;
