using AdapterKit;

namespace MyNamespace;

/// <summary>The task <c>my-task</c>. The compiler writes its constructor, its head and the plugin's entry point.</summary>
#if (onDefault)
[TaskAdapter("my-task", Backbone = ArcticXs.Id)]
#else
[TaskAdapter("my-task", Backbone = "my-backbone")]
#endif
#if (hasLabels)
[Labels("later", "now")]
#endif
public sealed partial class MyTaskTask : ClassificationTask<BottleneckAdapter>;
