namespace AdapterKit;

/// <summary>Texts that a language model continues, token by token.</summary>
internal sealed class GenerationRun : IDisposable
{
    private readonly Backbone backbone;
    private readonly ILanguageModel model;
    private readonly AdapterPlan plan;
    private readonly GenerationOptions options;
    private readonly TokenSampler sampler;
    private readonly KeyValueCache? cache;
    private readonly List<int>[] texts;
    private readonly int[] prompts;
    private readonly FinishReason?[] finished;
    private int[]? last;

    /// <exception cref="ArgumentException">
    /// The backbone predicts no tokens; there is no prompt, or an empty or too long one; or the plan runs several tasks on each text.
    /// </exception>
    public GenerationRun(Backbone backbone, IReadOnlyList<int[]> prompts, AdapterPlan plan, GenerationOptions options)
    {
        options.Validate();
        model = backbone as ILanguageModel ?? throw new ArgumentException(
            $"Backbone '{backbone.Id}' predicts no tokens. Load a language model, such as GPT-2 or LLaMA.", nameof(backbone));
        if (prompts.Count == 0 || prompts.Any(prompt => prompt.Length == 0 || prompt.Length >= backbone.MaxTokens))
        {
            throw new ArgumentException(
                $"Pass at least one prompt. Each must have at least one token, and fewer than {backbone.MaxTokens}.", nameof(prompts));
        }

        if (plan.Copies > 1)
        {
            throw new ArgumentException(
                "The plan runs several tasks on each text, whose continuations differ. Repeat the prompts, and plan "
                + $"{nameof(Setup)}.{nameof(Setup.BatchSplit)} with a task for each.",
                nameof(plan));
        }

        (this.backbone, this.plan, this.options) = (backbone, plan, options);
        texts = [.. prompts.Select(prompt => new List<int>(prompt))];
        this.prompts = [.. prompts.Select(prompt => prompt.Length)];
        finished = new FinishReason?[prompts.Count];
        sampler = new TokenSampler(options, prompts.Count);
        var longest = Math.Min((long)this.prompts.Max() + options.MaxNewTokens, backbone.MaxTokens);
        cache = options.UsesCache && !plan.ReadsWholeTexts ? new KeyValueCache((int)longest) : null;
    }

    /// <summary>Whether all texts are finished.</summary>
    public bool IsFinished => finished.All(reason => reason is not null);

    /// <summary>Why each text is finished.</summary>
    public IReadOnlyList<FinishReason?> Reasons => finished;

    /// <summary>Returns the new tokens of a text.</summary>
    public int[] GetNewTokens(int row) => [.. texts[row].Skip(prompts[row])];

    /// <summary>Computes tokens until all texts are finished.</summary>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public void Finish(CancellationToken cancellationToken)
    {
        while (!IsFinished)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
        }
    }

    /// <summary>Computes the next token of each text.</summary>
    public GenerationStep Step()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        last = sampler.Choose(ComputeLogits(), texts);
        var tokens = new int?[texts.Length];
        foreach (var (row, token) in last.Index().Where(entry => finished[entry.Index] is null))
        {
            tokens[row] = token;
            texts[row].Add(token);
            finished[row] = FindReason(row, token);
        }

        return new(tokens, [.. finished]);
    }

    public void Dispose() => cache?.Dispose();

    /// <summary>Computes the logits of the next token, <c>[rows, vocabulary]</c>.</summary>
    internal Tensor ComputeLogits()
    {
        var isFirst = cache is null || last is null;
        using var batch = isFirst
            ? TokenBatch.Pad([.. texts.Select(text => text.ToArray())], padId: 0, backbone.Device)
            : TokenBatch.Continue(last!, [.. texts.Select(text => text.Count - 1)], backbone.Device);
        var hidden = backbone.Encode(batch, plan, cache);
        return model.ComputeTokenLogits(isFirst ? Pooling.LastToken.Apply(hidden, batch) : hidden.squeeze(1));
    }

    private FinishReason? FindReason(int row, int token)
    {
        var added = texts[row].Count - prompts[row];
        return options.EndIds.Contains(token) ? FinishReason.EndToken
            : HasStopText(row) ? FinishReason.StopText
            : added >= options.MaxNewTokens || texts[row].Count >= backbone.MaxTokens ? FinishReason.Length
            : null;
    }

    private bool HasStopText(int row)
    {
        if (options.StopTexts.Count == 0)
            return false;

        var text = backbone.Tokenizer.Decode(GetNewTokens(row));
        return options.StopTexts.Any(stop => text.Contains(stop, StringComparison.Ordinal));
    }
}
