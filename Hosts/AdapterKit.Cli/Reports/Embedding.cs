namespace AdapterKit.Cli.Reports;

/// <summary>One text as the backbone sees it.</summary>
/// <param name="Ids">Its token ids, however many.</param>
/// <param name="Vector">Its sentence vector.</param>
internal sealed record Embedding(int[] Ids, float[] Vector);
