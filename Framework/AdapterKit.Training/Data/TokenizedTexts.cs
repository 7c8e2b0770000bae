namespace AdapterKit.Training;

/// <summary>Examples ready to be batched: truncated token ids, and targets.</summary>
internal sealed class TokenizedTexts
{
    private readonly TokenizedText[] texts;
    private readonly int[] lengths;
    private readonly Backbone backbone;

    /// <exception cref="ArgumentException">An example has an unknown label, or another target that the task cannot have.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled; reading images takes its time.</exception>
    public TokenizedTexts(IReadOnlyList<Example> examples, TaskAdapter task, CancellationToken cancellationToken)
    {
        var kind = task.Declaration.Kind;
        backbone = task.Backbone;
        Targets = kind.ReadTargets(task.Declaration.Labels, [.. examples.Select(example => example.Label)]);
        TaskInput[] inputs = [.. examples.Select(Read)];
        foreach (var (index, input) in inputs.Index())
            Targets.RequireFits(index, input);

        var reading = kind.ReadingOn(backbone);
        texts = [.. inputs.Select(input => reading.Tokenize(backbone, input, task.Config.MaxTokens))];
        lengths = [.. texts.Select(text => text.Ids.Length)];

        TaskInput Read(Example example)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return example.Read(backbone);
        }
    }

    private TokenizedTexts(IReadOnlyList<TokenizedText> packed, TaskAdapter task)
    {
        backbone = task.Backbone;
        texts = [.. packed];
        lengths = [.. texts.Select(text => text.Ids.Length)];

        // The targets of a language model follow from the tokens.
        Targets = task.Declaration.Kind.ReadTargets(task.Declaration.Labels, [.. texts.Select(_ => "")]);
    }

    public int Count => texts.Length;

    public IReadOnlyList<int> Lengths => lengths;

    public TaskTargets Targets { get; }

    /// <summary>The number of tokens whose hidden states the task reads, for the longest of some texts.</summary>
    public int CountOutputs(IReadOnlyList<int> indices) => indices.Max(index => (texts[index].Target ?? texts[index].Ids).Length);

    /// <summary>All texts.</summary>
    public IReadOnlyList<TokenizedText> All => texts;

    /// <summary>Packs the texts of a language model into rows of the tokens that the task reads.</summary>
    /// <exception cref="ArgumentException">The task is no language-model task, or its rows are too short, or cannot be packed.</exception>
    public static TokenizedTexts Pack(IReadOnlyList<Example> examples, TaskAdapter task)
    {
        var kind = task.Declaration.Kind;
        if (kind != LanguageModelTask.Kind)
            throw new ArgumentException($"Task '{task.Id}' is of the kind {kind.Id}. Only texts of language-model tasks can be packed.");

        var tokens = task.Config.MaxTokens;
        if (tokens < 2)
            throw new ArgumentException($"Task '{task.Id}' reads one token of a text, which leaves none to predict. Let it read more.");

        RequirePacking(task);
        var reading = kind.ReadingOn(task.Backbone);
        var whole = examples.Select(example => reading.Tokenize(task.Backbone, example.Read(task.Backbone), int.MaxValue).Ids);
        var rows = PackedTexts.Create(whole, tokens);
        return rows.Count > 0 ? new(rows, task) : throw new ArgumentException("No training text has a token.", nameof(examples));
    }

    private static void RequirePacking(TaskAdapter task)
    {
        if (!task.Backbone.EmbedsVectors)
        {
            throw new ArgumentException(
                $"Backbone '{task.Backbone.Id}' does not follow the positions of packed texts ({nameof(Backbone.EmbedsVectors)}). Train "
                + "without packing.");
        }

        using var batch = TokenBatch.Pad([TokenizedText.Pack([[0], [0]])], task.Backbone.PadId, task.Backbone.Device);
        try
        {
            task.Plan.BeginPass(batch).Dispose();
        }
        catch (InvalidOperationException error)
        {
            throw new ArgumentException($"{error.Message} Train without packing.", error);
        }
    }

    /// <summary>Returns some texts.</summary>
    public IReadOnlyList<TokenizedText> Select(IReadOnlyList<int> indices) => [.. indices.Select(index => texts[index])];

    /// <summary>Returns the indices of all texts in groups of similar length.</summary>
    public IEnumerable<int[]> GroupByLength(int groupSize) => LengthGroups.Create(lengths, groupSize);

    /// <summary>Pads some texts to a batch on the backbone's device, owned by the caller.</summary>
    public TokenBatch CreateBatch(IReadOnlyList<int> indices) =>
        TokenBatch.Pad(Select(indices), backbone.PadId, backbone.Device);
}
