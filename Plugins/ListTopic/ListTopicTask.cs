namespace AdapterKit.Plugins.ListTopic;

/// <summary>The mailing list that a mail was written for.</summary>
[TaskAdapter("list-topic", Backbone = ArcticXs.Id)]
[Labels("exmh", "fork", "ilug", "razor", "rpm", "spamassassin", "teana")]
public sealed partial class ListTopicTask : ClassificationTask<BottleneckAdapter>;
