namespace AdapterKit.Plugins.Bulk;

/// <summary>Whether bulk mail was asked for (<c>newsletter</c>) or not (<c>spam</c>).</summary>
[TaskAdapter("bulk", Backbone = ArcticXs.Id)]
[Labels("newsletter", "spam")]
public sealed partial class BulkTask : ClassificationTask<BottleneckAdapter>;
