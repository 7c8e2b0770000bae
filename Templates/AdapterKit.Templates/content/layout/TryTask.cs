using AdapterKit;

namespace MyNamespace;

/// <summary>A task on the backbone, to see adapters work in its layers.</summary>
[TaskAdapter("try", Backbone = MyLayoutBackbone.Name)]
[Labels("no", "yes")]
public sealed partial class TryTask : ClassificationTask<BottleneckAdapter>;
