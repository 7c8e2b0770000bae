namespace AdapterKit;

/// <summary>Texts that a language model continues, token by token.</summary>
internal sealed class GenerationRun : IDisposable
{
    private readonly TokenDecoder decoder;
    private readonly TokenSampler sampler;
    private readonly TextEnd end;
    private readonly List<int>[] texts;
    private readonly FinishReason?[] finished;

    /// <inheritdoc cref="TokenDecoder(Backbone, IReadOnlyList{int[]}, AdapterPlan, GenerationOptions)" />
    public GenerationRun(Backbone backbone, IReadOnlyList<int[]> prompts, AdapterPlan plan, GenerationOptions options)
    {
        decoder = new TokenDecoder(backbone, prompts, plan, options);
        texts = [.. decoder.Starts.Select(start => new List<int>(start))];
        finished = new FinishReason?[texts.Length];
        sampler = new TokenSampler(options, texts.Length);
        end = new TextEnd(backbone, options);
    }

    /// <summary>Whether all texts are finished.</summary>
    public bool IsFinished => finished.All(reason => reason is not null);

    /// <summary>Computes tokens until all texts are finished.</summary>
    /// <returns>The new tokens of each text, and why it ends.</returns>
    /// <exception cref="OperationCanceledException">The token was canceled.</exception>
    public IReadOnlyList<(int[] Ids, FinishReason Reason)> Finish(CancellationToken cancellationToken)
    {
        while (!IsFinished)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Step();
        }

        return [.. texts.Select((text, row) => (text[decoder.Starts[row].Length..].ToArray(), finished[row]!.Value))];
    }

    /// <summary>Computes the next token of each text.</summary>
    public GenerationStep Step()
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var chosen = sampler.Choose(ComputeLogits(), texts);
        var tokens = new int?[texts.Length];
        foreach (var (row, token) in chosen.Index().Where(entry => finished[entry.Index] is null))
        {
            tokens[row] = token;
            texts[row].Add(token);
            finished[row] = end.Find(texts[row], decoder.Starts[row].Length);
        }

        return new(tokens, [.. finished]);
    }

    public void Dispose() => decoder.Dispose();

    /// <summary>Computes the logits of the next token, <c>[rows, vocabulary]</c>.</summary>
    internal Tensor ComputeLogits() => decoder.ComputeLogits(texts);
}
