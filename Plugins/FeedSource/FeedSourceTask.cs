namespace AdapterKit.Plugins.FeedSource;

/// <summary>Which news feed an item comes from, told by mixing the adapters of four other tasks.</summary>
[TaskAdapter("feed-source", Backbone = ArcticXs.Id)]
[Fuse("spam", "list-topic", "reply", "bulk")]
[Labels("boingboing", "diveintomark", "fark", "gamasutra", "guardian", "newscientist", "scripting", "zawodny")]
public sealed partial class FeedSourceTask : ClassificationTask
{
    // One matrix between query and members can be all that two can be: a third less to train and to ship.
    [Options] private static readonly FusionOptions options = new() { Key = false };
}
