using System.Runtime.CompilerServices;

namespace AdapterKit;

/// <summary>Continues texts with a language model and adapters.</summary>
/// <remarks>
/// An encoder-decoder reads the texts and writes another one for each; a language model of one stack continues them.
/// Rows with different adapters continue together: pass a plan of <see cref="BatchSplitSetup"/>. Keys and values of earlier tokens are kept
/// for each row, under its own adapters. Rows with the same adapters and the same prompt compute it once.
/// </remarks>
public static class TextGenerator
{
    /// <summary>Continues tokens.</summary>
    /// <param name="backbone">A backbone that is an <see cref="ILanguageModel"/>.</param>
    /// <param name="prompts">The token ids of each text; at least one each.</param>
    /// <param name="plan">The adapters of each row; borrowed.</param>
    /// <param name="options">How the next token is chosen, and when a text ends.</param>
    /// <param name="cancellationToken">Cancels between two tokens.</param>
    /// <returns>The new tokens of each text.</returns>
    /// <exception cref="ArgumentException">
    /// The backbone predicts no tokens; there is no prompt, or an empty or too long one; or the plan does not fit the rows.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was canceled; nothing is left behind.</exception>
    public static IReadOnlyList<int[]> Generate(
        this Backbone backbone,
        IReadOnlyList<int[]> prompts,
        AdapterPlan plan,
        GenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        return [.. Finish(backbone, prompts, plan, options, cancellationToken).Select(text => text.Ids)];
    }

    /// <summary>Continues texts.</summary>
    /// <param name="backbone">A backbone that is an <see cref="ILanguageModel"/>, with a tokenizer.</param>
    /// <param name="prompts">The texts; at least one.</param>
    /// <param name="plan">The adapters of each row; borrowed.</param>
    /// <param name="options">How the next token is chosen, and when a text ends.</param>
    /// <param name="cancellationToken">Cancels between two tokens.</param>
    /// <returns>The continuation of each text.</returns>
    /// <inheritdoc cref="Generate(Backbone, IReadOnlyList{int[]}, AdapterPlan, GenerationOptions?, CancellationToken)" path="/exception" />
    public static IReadOnlyList<GeneratedText> Generate(
        this Backbone backbone,
        IReadOnlyList<string> prompts,
        AdapterPlan plan,
        GenerationOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(prompts);
        var texts = Finish(backbone, [.. prompts.Select(backbone.Tokenizer.Tokenize)], plan, options, cancellationToken);
        return [.. texts.Select(text => new GeneratedText(Decode(text.Ids, text.Reason), text.Ids, text.Reason))];

        string Decode(int[] ids, FinishReason reason) =>
            backbone.Tokenizer.Decode(reason == FinishReason.EndToken ? ids[..^1] : ids);
    }

    /// <summary>Continues tokens, and returns each step as soon as it is computed, on a thread of the pool.</summary>
    /// <param name="backbone">A backbone that is an <see cref="ILanguageModel"/>.</param>
    /// <param name="prompts">The token ids of each text; at least one each.</param>
    /// <param name="plan">The adapters of each row; borrowed until the enumeration ends.</param>
    /// <param name="options">How the next token is chosen, and when a text ends.</param>
    /// <param name="cancellationToken">Cancels between two tokens.</param>
    /// <returns>The steps until every text is finished.</returns>
    /// <inheritdoc cref="Generate(Backbone, IReadOnlyList{int[]}, AdapterPlan, GenerationOptions?, CancellationToken)" path="/exception" />
    public static async IAsyncEnumerable<GenerationStep> StreamAsync(
        this Backbone backbone,
        IReadOnlyList<int[]> prompts,
        AdapterPlan plan,
        GenerationOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Require(backbone, prompts, plan);
        if (options?.Beams > 1)
        {
            throw new ArgumentException(
                $"With {options.Beams} beams, no token is final before the last. Call {nameof(Generate)}, or use one beam.",
                nameof(options));
        }

        using var run = new GenerationRun(backbone, prompts, plan, options ?? new GenerationOptions());
        while (!run.IsFinished)
            yield return await Task.Run(run.Step, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Computes the mean cross entropy of the tokens of texts after their first: the logarithm of the perplexity.</summary>
    /// <param name="model">The language model.</param>
    /// <param name="hidden">Hidden states of the texts under any plan, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="batch">The texts.</param>
    /// <returns>A scalar owned by the caller, with its gradient where <paramref name="hidden"/> has one.</returns>
    /// <exception cref="ArgumentException">No text has a second token.</exception>
    public static Tensor ComputeTokenLoss(this ILanguageModel model, Tensor hidden, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(hidden);
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var tokens = batch.Ids.size(1);
        var isPredicted = batch.Mask.narrow(1, 1, tokens - 1);
        if (tokens < 2 || !isPredicted.any().ToBoolean())
            throw new ArgumentException("No text has a second token to predict.", nameof(batch));

        var logits = model.ComputeTokenLogits(hidden.narrow(1, 0, tokens - 1)[isPredicted]);
        return nn.functional.cross_entropy(logits, batch.Ids.narrow(1, 1, tokens - 1)[isPredicted]).MoveToOuterDisposeScope();
    }

    private static IReadOnlyList<(int[] Ids, FinishReason Reason)> Finish(
        Backbone backbone,
        IReadOnlyList<int[]> prompts,
        AdapterPlan plan,
        GenerationOptions? options,
        CancellationToken cancellationToken)
    {
        Require(backbone, prompts, plan);
        options ??= new GenerationOptions();
        if (options.Beams > 1)
        {
            using var search = new BeamSearch(backbone, prompts, plan, options);
            return search.Finish(cancellationToken);
        }

        using var run = new GenerationRun(backbone, prompts, plan, options);
        return run.Finish(cancellationToken);
    }

    private static void Require(Backbone backbone, IReadOnlyList<int[]> prompts, AdapterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(plan);
    }
}
