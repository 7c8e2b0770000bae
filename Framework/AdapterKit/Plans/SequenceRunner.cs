namespace AdapterKit;

/// <summary>Runs the two stacks of an encoder-decoder one after the other, for instance to predict a target token by token.</summary>
/// <remarks><see cref="PlanRunner.Encode(Backbone, TokenBatch, AdapterPlan)"/> runs both at once.</remarks>
public static class SequenceRunner
{
    /// <summary>Runs the encoder.</summary>
    /// <param name="backbone">An <see cref="IEncoderDecoder"/>.</param>
    /// <param name="batch">The texts; a target is not read.</param>
    /// <param name="plan">The adapters to run; borrowed, also by the result.</param>
    /// <returns>What <see cref="Decode"/> attends to under the same plan, owned by the caller.</returns>
    /// <exception cref="ArgumentException">The backbone has no decoder, or the plan was compiled for another number of rows.</exception>
    public static EncodedSource EncodeSource(this Backbone backbone, TokenBatch batch, AdapterPlan plan)
    {
        var model = Require(backbone);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(plan);
        plan.Rows.RequireFits(batch);
        using var used = TaskUse.Begin(backbone, plan.Tasks);
        using var order = plan.Rows.Order is { } rows ? tensor(rows, device: batch.Device) : null;
        using var sorted = order is null ? null : batch.Reorder(order);
        using var embedded = backbone.EmbedTokens(sorted ?? batch);
        return LayerRunner.RunSource(
            backbone, model, embedded, 0, sorted ?? batch, (texts, dtype, _) => plan.BeginPass(texts, dtype), plan);
    }

    /// <summary>Runs the decoder on the tokens of targets, or on their next ones.</summary>
    /// <param name="backbone">An <see cref="IEncoderDecoder"/>.</param>
    /// <param name="source">The result of <see cref="EncodeSource"/>; borrowed.</param>
    /// <param name="target">The tokens of each text's target, in the order of the texts.</param>
    /// <param name="plan">The plan of <paramref name="source"/>.</param>
    /// <param name="cache">
    /// Keys and values of the tokens so far and of the source, to which those of the target are added; <see langword="null"/> for whole
    /// targets.
    /// </param>
    /// <returns>
    /// Hidden states of the target's tokens <c>[batch, tokens, width]</c>, or <c>[tasks · batch, tokens, width]</c> under a plan of
    /// several tasks on the same texts.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// The backbone has no decoder; or the source was encoded under another plan, or has another number of texts.
    /// </exception>
    public static Tensor Decode(
        this Backbone backbone, EncodedSource source, TokenBatch target, AdapterPlan plan, KeyValueCache? cache = null)
    {
        var model = Require(backbone);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(plan);
        if (source.User != plan)
            throw new ArgumentException("The source was encoded under another plan. Encode it under this one.", nameof(source));
        if (source.Hidden.size(0) != target.Count && source.Hidden.size(0) != target.Count * plan.Copies)
            throw new ArgumentException($"{target.Count} targets do not fit a source of {source.Hidden.size(0)} rows.", nameof(target));

        using var used = TaskUse.Begin(backbone, plan.Tasks);
        PassStart begin = (texts, dtype, encoded) => plan.BeginPass(texts, dtype, cache, encoded);
        if (plan.Rows.Order is not { } rows)
            return LayerRunner.RunTarget(backbone, model, source, target, begin);

        using var order = tensor(rows, device: target.Device);
        using var positions = order.argsort();
        using var sorted = target.Reorder(order);
        using var hidden = LayerRunner.RunTarget(backbone, model, source, sorted, begin);
        return hidden.index_select(0, positions);
    }

    private static IEncoderDecoder Require(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return backbone as IEncoderDecoder ?? throw new ArgumentException(
            $"Backbone '{backbone.Id}' has no decoder. Load an encoder-decoder, such as T5 or BART.", nameof(backbone));
    }
}
