namespace AdapterKit.Onnx.Tests;

/// <summary>A task with any number of labels for each text.</summary>
[TaskAdapter("any-labels", Backbone = "bert")]
[Labels("no", "yes", "maybe")]
public sealed partial class AnyLabelsTask : MultiLabelTask<BottleneckAdapter>;

/// <summary>A task that predicts a number.</summary>
[TaskAdapter("any-value", Backbone = "bert")]
public sealed partial class AnyValueTask : RegressionTask<BottleneckAdapter>;

/// <summary>A task with a label for each pair.</summary>
[TaskAdapter("any-pair", Backbone = "bert")]
[Labels("no", "yes")]
public sealed partial class AnyPairTask : PairTask<BottleneckAdapter>;

/// <summary>A task with a number for each pair.</summary>
[TaskAdapter("any-likeness", Backbone = "bert")]
public sealed partial class AnyLikenessTask : SimilarityTask<BottleneckAdapter>;

/// <summary>A task with a tag for each token.</summary>
[TaskAdapter("any-tags", Backbone = "bert")]
[Labels("O", "B-PER", "I-PER")]
public sealed partial class AnyTagsTask : TaggingTask<BottleneckAdapter>;
