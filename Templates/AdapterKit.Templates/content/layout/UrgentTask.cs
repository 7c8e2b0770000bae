using AdapterKit;

namespace MyNamespace;

/// <summary>A task with an adapter at every insertion point of the backbone.</summary>
[TaskAdapter("my-layout-urgent", Backbone = MyLayoutBackbone.Name)]
[Labels("later", "now")]
public sealed partial class UrgentTask : ClassificationTask<BottleneckAdapter>;
