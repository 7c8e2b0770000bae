namespace AdapterKit.Hosting;

/// <summary>The rows of one key and task, in the order in which they came.</summary>
internal sealed class Flow
{
    // How far a row that fits into the pass may overtake others of its flow.
    private const int Reach = 16;

    private readonly LinkedList<QueuedRow> rows = [];

    /// <summary>The tokens that the flow was given, less what others had not claimed: the flow with the least comes next.</summary>
    public double VirtualTime { get; set; }

    /// <summary>The tokens that wait, those of callers who have left not counted.</summary>
    public int Tokens { get; private set; }

    /// <summary>The number of rows that wait.</summary>
    public int Count => rows.Count;

    public bool IsEmpty => rows.Count == 0;

    /// <summary>The next row.</summary>
    public QueuedRow First => rows.First!.Value;

    public void Add(QueuedRow row)
    {
        rows.AddLast(row);
        Tokens += row.Tokens;
    }

    /// <summary>Takes the first row that fits, among the next few.</summary>
    public QueuedRow? Take(Func<QueuedRow, bool> fits)
    {
        var node = rows.First;
        for (var seen = 0; node is not null && seen < Reach; seen++, node = node.Next)
        {
            if (!fits(node.Value))
                continue;

            rows.Remove(node);
            Tokens -= node.Value.Tokens;
            VirtualTime += node.Value.Tokens;
            return node.Value;
        }

        return null;
    }

    /// <summary>Removes rows.</summary>
    public IReadOnlyList<QueuedRow> RemoveAll(Func<QueuedRow, bool> match)
    {
        List<QueuedRow> removed = [.. rows.Where(match)];
        foreach (var row in removed)
        {
            rows.Remove(row);
            Tokens -= row.Tokens;
        }

        return removed;
    }
}
