using AdapterKit;
using Samples.CustomLayout;

namespace Samples.ManyTasks;

/// <summary>The language of a text.</summary>
[TaskAdapter("language", Backbone = PlainBackbone.Name)]
[Labels("english", "french", "german")]
public sealed partial class LanguageTask : ClassificationTask<BottleneckAdapter>;

/// <summary>How fast a text wants an answer. It has no adapter in layer 0 and shares that layer with other tasks.</summary>
[TaskAdapter("urgency", Backbone = PlainBackbone.Name)]
[AdapterDrop("0")]
[Labels("later", "now")]
public sealed partial class UrgencyTask : ClassificationTask<BottleneckAdapter>;
