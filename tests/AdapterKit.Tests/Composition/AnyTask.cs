namespace AdapterKit.Tests;

/// <summary>A task whose adapters each test chooses for itself.</summary>
[TaskAdapter("any", Backbone = "bert")]
[Labels("no", "yes")]
public sealed partial class AnyTask : ClassificationTask<BottleneckAdapter>;
