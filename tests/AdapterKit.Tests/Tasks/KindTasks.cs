namespace AdapterKit.Tests;

[TaskAdapter("moods", Backbone = "bert")]
[Labels("glad", "sad", "big, bad")]
public sealed partial class MoodsTask : MultiLabelTask<BottleneckAdapter>;

[TaskAdapter("stars", Backbone = "bert")]
public sealed partial class StarsTask : RegressionTask<BottleneckAdapter>;

[TaskAdapter("entail", Backbone = "bert")]
[Labels("no", "yes")]
public sealed partial class EntailTask : PairTask<BottleneckAdapter>;

[TaskAdapter("alike", Backbone = "bert")]
public sealed partial class AlikeTask : SimilarityTask<BottleneckAdapter>;

[TaskAdapter("names", Backbone = "bert")]
[Labels("O", "B-PER", "I-PER", "B-LOC", "I-LOC")]
public sealed partial class NamesTask : TaggingTask<BottleneckAdapter>;

[TaskAdapter("photo", Backbone = "vit")]
[Labels("cat", "dog", "bird")]
public sealed partial class PhotoTask : ImageClassificationTask<BottleneckAdapter>;
