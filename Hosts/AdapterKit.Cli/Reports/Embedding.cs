namespace AdapterKit.Cli.Reports;

/// <summary>The backbone's view of one text.</summary>
/// <param name="Ids">Its token ids, not truncated.</param>
/// <param name="Vector">Its sentence vector.</param>
internal sealed record Embedding(int[] Ids, float[] Vector);
