namespace AdapterKit.Backbones.Tests;

/// <summary>A task on the published model, to adapt its irregular layout.</summary>
[TaskAdapter("sentiment", Backbone = UseLite.Id)]
[Labels("negative", "positive")]
public sealed partial class SentimentTask : ClassificationTask<BottleneckAdapter>;
