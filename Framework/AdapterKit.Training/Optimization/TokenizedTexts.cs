namespace AdapterKit.Training;

/// <summary>Examples ready to be batched: token ids, cut to length, and label indices.</summary>
internal sealed class TokenizedTexts
{
    private readonly int[][] rows;
    private readonly int[] lengths;
    private readonly long[] labels;
    private readonly int padId;

    public TokenizedTexts(IReadOnlyList<Example> examples, IReadOnlyList<string> labelNames, ITokenizer tokenizer, int maxTokens)
    {
        padId = tokenizer.PadId;
        rows = [.. examples.Select(example => tokenizer.Encode(example.Text)).Select(ids => ids.Length > maxTokens ? ids[..maxTokens] : ids)];
        lengths = [.. rows.Select(row => row.Length)];
        labels = [.. examples.Select(example => (long)IndexOf(example.Label))];

        int IndexOf(string label) => labelNames.Index().FirstOrDefault(known => known.Item == label, (Index: -1, Item: label)) is { Index: >= 0 } found
            ? found.Index
            : throw new ArgumentException($"The label '{label}' is none of the task's: {string.Join(", ", labelNames)}.");
    }

    public int Count => rows.Length;

    public IReadOnlyList<int[]> Rows => rows;

    public IReadOnlyList<int> Lengths => lengths;

    public IReadOnlyList<long> Labels => labels;

    /// <summary>All texts in groups of like length, as indices, so that little of a batch is padding.</summary>
    public IEnumerable<int[]> ByLength(int groupSize) => Enumerable.Range(0, Count).OrderBy(index => lengths[index]).Chunk(groupSize);

    public TokenBatch Batch(IReadOnlyList<int> indices) => TokenBatch.Pad([.. indices.Select(index => rows[index])], padId);

    public Tensor Targets(IReadOnlyList<int> indices) => tensor(indices.Select(index => labels[index]).ToArray());
}
