namespace AdapterKit;

/// <summary>
/// Computes what follows the tokens of several texts: those of a language model's prompts, or of the targets that an encoder-decoder writes
/// for them.
/// </summary>
internal sealed class TokenDecoder : IDisposable
{
    private readonly Backbone backbone;
    private readonly ILanguageModel model;
    private readonly AdapterPlan plan;
    private readonly AdapterPlan? ownPlan;
    private readonly KeyValueCache? cache;
    private readonly EncodedSource? source;
    private bool isStarted;

    /// <param name="backbone">The language model.</param>
    /// <param name="prompts">The tokens of each text.</param>
    /// <param name="plan">The adapters of each row; borrowed.</param>
    /// <param name="options">How texts are continued, with how many beams.</param>
    /// <exception cref="ArgumentException">
    /// The backbone predicts no tokens; there is no prompt, or an empty or too long one; or the plan runs several tasks on each text.
    /// </exception>
    public TokenDecoder(Backbone backbone, IReadOnlyList<int[]> prompts, AdapterPlan plan, GenerationOptions options)
    {
        options.Validate();
        model = backbone as ILanguageModel ?? throw new ArgumentException(
            $"Backbone '{backbone.Id}' predicts no tokens. Load a language model, such as GPT-2, LLaMA or T5.", nameof(backbone));
        var longest = backbone.MaxTokens - (model is IEncoderDecoder ? 0 : 1);
        if (prompts.Count == 0 || prompts.Any(prompt => prompt.Length == 0 || prompt.Length > longest))
        {
            throw new ArgumentException(
                $"Pass at least one prompt. Each must have at least one token, and {longest} at most.", nameof(prompts));
        }

        if (plan.Copies > 1)
        {
            throw new ArgumentException(
                "The plan runs several tasks on each text, whose continuations differ. Repeat the prompts, and plan "
                + $"{nameof(Setup)}.{nameof(Setup.BatchSplit)} with a task for each.",
                nameof(plan));
        }

        ownPlan = plan.RepeatRows(backbone.Encoder, options.Beams);
        (this.backbone, this.plan) = (backbone, ownPlan ?? plan);
        var starts = model is IEncoderDecoder decoder ? prompts.Select(_ => new[] { decoder.StartId }) : prompts;
        Starts = [.. starts.SelectMany(start => Enumerable.Repeat(start, options.Beams))];
        var capacity = (int)Math.Min((long)Starts.Max(start => start.Length) + options.MaxNewTokens, backbone.MaxTokens);
        if (options.UsesCache && !plan.ReadsWholeTexts && !DependsOnLength(backbone.Encoder, capacity))
            cache = new KeyValueCache(capacity);
        if (model is not IEncoderDecoder)
            return;

        try
        {
            source = Encode(prompts, plan, options.Beams);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The tokens with which each row begins, the beams of a text one after the other.</summary>
    public IReadOnlyList<int[]> Starts { get; }

    /// <summary>Computes the logits of the next token of each row.</summary>
    /// <param name="texts">All tokens of each row: one more than in the last call, or the same for one that is finished.</param>
    /// <returns><c>[rows, vocabulary]</c>, in the dispose scope of the caller.</returns>
    public Tensor ComputeLogits(IReadOnlyList<List<int>> texts)
    {
        if (cache is not null && isStarted)
            return Continue(texts);

        isStarted = true;
        var (distinct, rows) = FindDistinct(texts);
        var logits = Begin(distinct);
        if (distinct.Count == texts.Count)
            return logits;

        // A prompt of several rows is computed once.
        using var index = tensor(rows, device: backbone.Device);
        cache!.Select(index);
        return logits.index_select(0, index);
    }

    /// <summary>Lets each row continue from what another one, of the same text, has computed.</summary>
    /// <param name="rows">The row that each row continues.</param>
    public void Reorder(long[] rows)
    {
        if (cache is null || rows.Index().All(row => row.Item == row.Index))
            return;

        // The cache has the rows in the order of the plan.
        var order = plan.Rows.Order;
        var moved = order is null ? rows : [.. order.Select(row => (long)Array.IndexOf(order, rows[row]))];
        using var index = tensor(moved, device: backbone.Device);
        cache.Select(index);
    }

    public void Dispose()
    {
        cache?.Dispose();
        source?.Dispose();
        ownPlan?.Dispose();
    }

    private static bool DependsOnLength(AdaptedStack layers, int length) => layers.MemorySites.Any(
        site => site.Attention is SelfAttention { Options.Rotary.TrainedLength: { } trained } && trained < length);

    private Tensor Begin(IReadOnlyList<int[]> texts)
    {
        using var batch = TokenBatch.Pad(texts, padId: 0, backbone.Device);
        var hidden = Run(batch);
        return model.ComputeTokenLogits(Pooling.LastToken.Apply(hidden, batch));
    }

    private Tensor Continue(IReadOnlyList<List<int>> texts)
    {
        using var batch = TokenBatch.Continue(
            [.. texts.Select(text => text[^1])], [.. texts.Select(text => text.Count - 1)], backbone.Device);
        return model.ComputeTokenLogits(Run(batch).squeeze(1));
    }

    private Tensor Run(TokenBatch batch) =>
        source is null ? backbone.Encode(batch, plan, cache) : backbone.Decode(source, batch, plan, cache);

    // Rows are alike where all have the same adapters, and read nothing but their own tokens.
    private (IReadOnlyList<int[]> Texts, long[] Rows) FindDistinct(IReadOnlyList<List<int>> texts)
    {
        List<int[]> all = [.. texts.Select(text => text.ToArray())];
        if (cache is null || source is not null || plan.Rows.Branching == Branching.Rows)
            return (all, []);

        List<int[]> distinct = [];
        var rows = new long[all.Count];
        foreach (var (row, text) in all.Index())
        {
            var found = distinct.FindIndex(other => other.AsSpan().SequenceEqual(text));
            rows[row] = found < 0 ? distinct.Count : found;
            if (found < 0)
                distinct.Add(text);
        }

        return (distinct, rows);
    }

    private EncodedSource Encode(IReadOnlyList<int[]> prompts, AdapterPlan whole, int beams)
    {
        using var inference = inference_mode();
        using var batch = TokenBatch.Pad(prompts, padId: 0, backbone.Device);
        var encoded = backbone.EncodeSource(batch, whole);
        if (beams == 1)
            return encoded;

        // The rows of a text stay together under the plan of the beams, too.
        using (encoded)
        using (var mask = encoded.Mask?.repeat_interleave(beams, 0))
            return new EncodedSource(encoded.Hidden.repeat_interleave(beams, 0), mask, plan);
    }
}
