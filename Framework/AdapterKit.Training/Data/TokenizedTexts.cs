namespace AdapterKit.Training;

/// <summary>Examples ready to be batched: truncated token ids, and targets.</summary>
internal sealed class TokenizedTexts
{
    private readonly TokenizedText[] texts;
    private readonly int[] lengths;
    private readonly Backbone backbone;

    /// <exception cref="ArgumentException">An example has an unknown label, or another target that the task cannot have.</exception>
    public TokenizedTexts(IReadOnlyList<Example> examples, TaskAdapter task)
    {
        var kind = task.Declaration.Kind;
        backbone = task.Backbone;
        Targets = kind.ReadTargets(task.Declaration.Labels, [.. examples.Select(example => example.Label)]);
        foreach (var (index, example) in examples.Index())
            Targets.RequireFits(index, example.Input);

        var reading = kind.ReadingOn(backbone);
        texts = [.. examples.Select(example => reading.Tokenize(backbone.Tokenizer, example.Input, task.Config.MaxTokens))];
        lengths = [.. texts.Select(text => text.Ids.Length)];
    }

    public int Count => texts.Length;

    public IReadOnlyList<int> Lengths => lengths;

    public TaskTargets Targets { get; }

    /// <summary>The number of tokens whose hidden states the task reads, for the longest of some texts.</summary>
    public int CountOutputs(IReadOnlyList<int> indices) => indices.Max(index => (texts[index].Target ?? texts[index].Ids).Length);

    /// <summary>All texts.</summary>
    public IReadOnlyList<TokenizedText> All => texts;

    /// <summary>Returns some texts.</summary>
    public IReadOnlyList<TokenizedText> Select(IReadOnlyList<int> indices) => [.. indices.Select(index => texts[index])];

    /// <summary>Returns the indices of all texts in groups of similar length.</summary>
    public IEnumerable<int[]> GroupByLength(int groupSize) => LengthGroups.Create(lengths, groupSize);

    /// <summary>Pads some texts to a batch on the backbone's device, owned by the caller.</summary>
    public TokenBatch CreateBatch(IReadOnlyList<int> indices) =>
        TokenBatch.Pad(Select(indices), backbone.Tokenizer.PadId, backbone.Device);
}
