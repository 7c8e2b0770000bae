namespace AdapterKit.Corpora;

/// <summary>A task on the SpamAssassin corpus.</summary>
/// <param name="Id">The task's id; the task adapter trained on it has the same.</param>
/// <param name="Column">The task's column in the table of labels.</param>
/// <param name="Labels">The task's labels, in the order of a head's outputs.</param>
internal sealed record MailTask(string Id, string Column, IReadOnlyList<string> Labels)
{
    public static readonly IReadOnlyList<MailTask> All =
    [
        new("spam", "spam", ["ham", "spam"]),
        new("list-topic", "list_topic", ["exmh", "fork", "ilug", "razor", "rpm", "spamassassin", "teana"]),
        new("reply", "reply", ["new", "reply"]),
        new(
            "feed-source",
            "feed_source",
            ["boingboing", "diveintomark", "fark", "gamasutra", "guardian", "newscientist", "scripting", "zawodny"]),
        new("bulk", "bulk", ["newsletter", "spam"]),
    ];
}
