namespace AdapterKit.Plugins.Spam;

/// <summary>Whether a mail is wanted (<c>ham</c>) or unwanted (<c>spam</c>).</summary>
[TaskAdapter("spam", Backbone = ArcticXs.Id)]
[Labels("ham", "spam")]
public sealed partial class SpamTask : ClassificationTask<BottleneckAdapter>;
