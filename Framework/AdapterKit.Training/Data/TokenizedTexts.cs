namespace AdapterKit.Training;

/// <summary>Examples ready to be batched: truncated token ids, and label indices.</summary>
internal sealed class TokenizedTexts
{
    private readonly int[][] rows;
    private readonly int[] lengths;
    private readonly long[] labels;
    private readonly int padId;

    /// <exception cref="ArgumentException">An example has an unknown label.</exception>
    public TokenizedTexts(IReadOnlyList<Example> examples, IReadOnlyList<string> labelNames, ITokenizer tokenizer, int maxTokens)
    {
        padId = tokenizer.PadId;
        rows = [.. examples.Select(example => TokenizedText.Create(tokenizer, example.Text, maxTokens).Ids)];
        lengths = [.. rows.Select(row => row.Length)];
        var names = labelNames.ToList();
        labels = [.. examples.Select(example => (long)IndexOf(example.Label))];

        int IndexOf(string label) => names.IndexOf(label) is >= 0 and var index
            ? index
            : throw new ArgumentException($"Unknown label '{label}'. The task's labels are: {string.Join(", ", labelNames)}.");
    }

    public int Count => rows.Length;

    public IReadOnlyList<int[]> Rows => rows;

    public IReadOnlyList<int> Lengths => lengths;

    public IReadOnlyList<long> Labels => labels;

    /// <summary>Returns the indices of all texts in groups of similar length.</summary>
    public IEnumerable<int[]> GroupByLength(int groupSize) => LengthGroups.Create(lengths, groupSize);

    /// <summary>Pads some texts to a batch, owned by the caller.</summary>
    public TokenBatch CreateBatch(IReadOnlyList<int> indices) => TokenBatch.Pad([.. indices.Select(index => rows[index])], padId);

    /// <summary>Returns the label indices of some texts as a new tensor <c>[texts]</c>, owned by the caller.</summary>
    public Tensor CreateTargets(IReadOnlyList<int> indices) => tensor(indices.Select(index => labels[index]).ToArray());
}
