using AdapterKit;

namespace MyNamespace;

/// <summary>A task with an adapter at every insertion point of the backbone.</summary>
[TaskAdapter("try", Backbone = MyLayoutBackbone.Name)]
[Labels("no", "yes")]
public sealed partial class TryTask : ClassificationTask<BottleneckAdapter>;
