namespace AdapterKit.Hosting;

/// <summary>A tokenized row.</summary>
/// <param name="Row">What is wanted.</param>
/// <param name="Text">The tokens.</param>
/// <param name="MaxTokens">The number of tokens that the task reads; a later version of it may read another one.</param>
/// <param name="Reading">How the task reads, likewise; <see langword="null"/> for an embedding.</param>
internal readonly record struct PreparedRow(DispatchRow Row, TokenizedText Text, int MaxTokens, TaskReading? Reading)
{
    /// <summary>What the row costs: a text without tokens gets one of padding.</summary>
    public int Tokens => Text.Ids is null ? 1 : Math.Max(1, Text.Length);
}

/// <summary>Who waits for what: each key with each task has its own queue.</summary>
internal readonly record struct FlowKey(string Key, string? Task);

/// <summary>A row that waits.</summary>
/// <param name="prepared">The row.</param>
/// <param name="request">The request that it belongs to.</param>
/// <param name="index">Its place in the request.</param>
internal sealed class QueuedRow(PreparedRow prepared, DispatchRequest request, int index)
{
    public PreparedRow Prepared { get; } = prepared;

    public int Tokens { get; } = prepared.Tokens;

    public FlowKey Flow { get; } = new(request.Key, prepared.Row.Task);

    public TimeSpan Arrived => request.Arrived;

    public TimeSpan Deadline => request.Deadline;

    /// <summary>The time from its arrival to its answer that was expected when it was accepted.</summary>
    public ExpectedWait Expected { get; set; }

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsGone => request.IsGone;

    public void Complete(RowResult result) => request.Complete(index, result);
}
