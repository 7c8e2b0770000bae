namespace AdapterKit.Plugins.Reply;

/// <summary>Whether a mail starts a thread (<c>new</c>) or answers one (<c>reply</c>).</summary>
[TaskAdapter("reply", Backbone = ArcticXs.Id)]
[Labels("new", "reply")]
public sealed partial class ReplyTask : ClassificationTask<BottleneckAdapter>;
