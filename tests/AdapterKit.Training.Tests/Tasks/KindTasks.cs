namespace AdapterKit.Training.Tests;

[TaskAdapter("traits", Backbone = "bert")]
[Labels("vowels", "consonants", "long")]
public sealed partial class TraitsTask : MultiLabelTask<BottleneckAdapter>;

[TaskAdapter("share", Backbone = "bert")]
public sealed partial class ShareTask : RegressionTask<BottleneckAdapter>;

[TaskAdapter("same", Backbone = "bert")]
[Labels("no", "yes")]
public sealed partial class SameTask : PairTask<BottleneckAdapter>;

[TaskAdapter("distance", Backbone = "bert")]
public sealed partial class DistanceTask : SimilarityTask<BottleneckAdapter>;

[TaskAdapter("names", Backbone = "bert")]
[Labels("O", "B-V", "I-V")]
public sealed partial class NamesTask : TaggingTask<BottleneckAdapter>;
