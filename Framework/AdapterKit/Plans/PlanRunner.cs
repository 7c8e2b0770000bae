namespace AdapterKit;

/// <summary>Runs a backbone, with or without a plan.</summary>
/// <remarks>
/// All methods may be called from several threads at once. Batches and plans are borrowed; every result is a new tensor owned by the
/// caller. A task that is disposed of meanwhile is released when the calls that use it have ended; later calls of a plan with such a task
/// end in an <see cref="ObjectDisposedException"/>.
/// </remarks>
public static class PlanRunner
{
    private const int TokensPerPass = 2048;

    /// <summary>Runs tokens through all layers of the bare backbone.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="batch">
    /// The tokens. An encoder-decoder also reads their <see cref="TokenBatch.Target"/>; without one, its decoder reads the text itself, one
    /// token behind (Lewis et al. 2020, §3.1).
    /// </param>
    /// <returns>Hidden states <c>[batch, tokens, width]</c>, those of the target in an encoder-decoder.</returns>
    public static Tensor Encode(this Backbone backbone, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        using var used = TaskUse.Begin(backbone, []);
        using var embedded = backbone.EmbedTokens(batch);
        return LayerRunner.Run(
            backbone,
            embedded,
            0,
            batch,
            (texts, dtype, source) => new BarePass(backbone.Encoder.Sites, texts, dtype, source: source));
    }

    /// <summary>Runs tokens through all layers.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns>
    /// Hidden states <c>[batch, tokens, width]</c>. Under a plan of several tasks on the same texts <c>[tasks · batch,
    /// tokens, width]</c>, all texts for the first task, then for the second; or <c>[batch, tokens, width]</c> if none of
    /// the tasks changes them.
    /// </returns>
    /// <exception cref="ArgumentException">The plan was compiled for another number of rows.</exception>
    public static Tensor Encode(this Backbone backbone, TokenBatch batch, AdapterPlan plan) => Encode(backbone, batch, plan, cache: null);

    /// <summary>Runs the next tokens of texts through all layers, after those that are in a cache already.</summary>
    /// <param name="backbone">The backbone; all of its attentions are causal.</param>
    /// <param name="batch">The first tokens of the texts, or their next ones (<see cref="TokenBatch.Continue"/>).</param>
    /// <param name="plan">The adapters to run, the same in every call with this cache.</param>
    /// <param name="cache">Keys and values of the tokens so far, to which those of the batch are added; borrowed.</param>
    /// <returns>Hidden states of the batch's tokens, <c>[batch, tokens, width]</c>, with the rows of a call without a cache.</returns>
    /// <exception cref="ArgumentException">
    /// The plan was compiled for another number of rows, or the cache was filled by another plan.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// An attention of the backbone is not causal; an encoder-decoder has <see cref="SequenceRunner.Decode"/> for this.
    /// </exception>
    public static Tensor Encode(this Backbone backbone, TokenBatch batch, AdapterPlan plan, KeyValueCache? cache)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(plan);
        using var used = TaskUse.Begin(backbone, plan.Tasks);
        using var embedded = backbone.EmbedTokens(batch);
        return RunFrom(backbone, embedded, 0, batch, plan, cache);
    }

    /// <summary>Runs tokens through the first layers of the bare backbone, which all plans that begin further up have in common.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="batch">The tokens.</param>
    /// <param name="layers">The number of layers; those of an encoder-decoder's encoder at most.</param>
    /// <returns>The input of the next layer, <c>[batch, tokens, width]</c>, for <see cref="Resume"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are not as many layers that read the text itself.</exception>
    public static Tensor EncodePrefix(this Backbone backbone, TokenBatch batch, int layers)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layers, backbone.Encoder.SourceLayers);
        using var used = TaskUse.Begin(backbone, []);
        using var embedded = backbone.EmbedTokens(batch);
        using var pass = new BarePass(backbone.Encoder.Sites, batch, embedded.dtype);
        return backbone.Encoder.RunLayers(embedded, pass, 0, layers);
    }

    /// <summary>Runs the remaining layers on the output of the first ones.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="prefix">
    /// The result of <see cref="EncodePrefix"/> for the same tokens, <c>[batch, tokens, width]</c>; not modified.
    /// </param>
    /// <param name="layer">The first layer to run, which is the number of layers of <paramref name="prefix"/>.</param>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns>The same as <see cref="Encode(Backbone, TokenBatch, AdapterPlan)"/>.</returns>
    /// <exception cref="ArgumentException">The plan was compiled for another number of rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The plan already differs from the bare backbone below that layer.</exception>
    public static Tensor Resume(this Backbone backbone, Tensor prefix, int layer, TokenBatch batch, AdapterPlan plan) =>
        RunFrom(backbone, prefix, layer, batch, plan, cache: null);

    private static Tensor RunFrom(
        Backbone backbone, Tensor prefix, int layer, TokenBatch batch, AdapterPlan plan, KeyValueCache? cache)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(layer, plan.FirstLayer);
        plan.Rows.RequireFits(batch);
        using var used = TaskUse.Begin(backbone, plan.Tasks);
        if (plan.Rows.Order is not { } rows)
            return RunUpperLayers(prefix, batch);

        using var order = tensor(rows, device: prefix.device);
        using var positions = order.argsort();
        using var sorted = batch.Reorder(order);
        using var start = prefix.index_select(0, order);
        using var hidden = RunUpperLayers(start, sorted);
        return hidden.index_select(0, positions);

        Tensor RunUpperLayers(Tensor input, TokenBatch texts) =>
            LayerRunner.Run(backbone, input, layer, texts, (tokens, dtype, source) => plan.BeginPass(tokens, dtype, cache, source));
    }

    /// <summary>Computes the pooled features of the bare backbone.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="batch">The tokens.</param>
    /// <returns><c>[batch, width]</c></returns>
    public static Tensor PooledFeatures(this Backbone backbone, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        using var used = TaskUse.Begin(backbone, []);
        using var hidden = backbone.Encode(batch);
        return backbone.Pool(hidden, batch.Output);
    }

    /// <summary>Computes pooled features.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <returns><c>[rows, width]</c>, with the rows of <see cref="Encode(Backbone, TokenBatch, AdapterPlan)"/>.</returns>
    /// <exception cref="ArgumentException">The plan was compiled for another number of rows.</exception>
    public static Tensor PooledFeatures(this Backbone backbone, TokenBatch batch, AdapterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(plan);
        using var used = TaskUse.Begin(backbone, plan.Tasks);
        using var hidden = backbone.Encode(batch, plan);
        return backbone.PoolRows(hidden, batch);
    }

    /// <summary>Computes the logits of every task in the plan in a single pass.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="batch">The tokens.</param>
    /// <param name="plan">The adapters to run.</param>
    /// <exception cref="ArgumentException">The plan was compiled for another number of rows.</exception>
    public static TaskLogits Forward(this Backbone backbone, TokenBatch batch, AdapterPlan plan)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(plan);
        using var used = TaskUse.Begin(backbone, plan.Tasks);
        using var embedded = backbone.EmbedTokens(batch);
        return backbone.Forward(embedded, 0, batch, plan);
    }

    /// <summary>Computes the logits of every task in the plan for any number of texts, in passes of texts of similar length.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="texts">The token ids of each text; at least one text.</param>
    /// <param name="plan">The adapters to run, the same for each text.</param>
    /// <param name="padId">The id at padding positions.</param>
    /// <param name="tokens">The maximum number of tokens per pass, padding included.</param>
    /// <param name="cancellationToken">Cancels between two passes.</param>
    /// <returns>The logits in the order of the texts.</returns>
    /// <exception cref="ArgumentException">There is no text, or the plan is that of a batch split.</exception>
    /// <exception cref="OperationCanceledException">The token was canceled; nothing is left behind.</exception>
    public static TaskLogits Forward(
        this Backbone backbone,
        IReadOnlyList<int[]> texts,
        AdapterPlan plan,
        int padId,
        int tokens = TokensPerPass,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(plan);
        if (texts.Count == 0)
            throw new ArgumentException("There is no text. Pass at least one.", nameof(texts));
        if (plan.Rows.Branching == Branching.Rows)
            throw new ArgumentException("A plan of a batch split fits the rows of one batch. Pass that batch instead.", nameof(plan));

        var passes = new List<(int[] Rows, TaskLogits Logits)>();
        try
        {
            foreach (var (rows, batch) in TokenBatch.GroupByLength(texts, padId, tokens, backbone.Device))
            {
                using (batch)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    passes.Add((rows, backbone.Forward(batch, plan)));
                }
            }
        }
        catch
        {
            foreach (var pass in passes)
                pass.Logits.Dispose();

            throw;
        }

        return TaskLogits.Concatenate(passes);
    }

    /// <summary>Computes the logits of every task in the plan from the output of the first layers.</summary>
    internal static TaskLogits Forward(this Backbone backbone, Tensor prefix, int layer, TokenBatch batch, AdapterPlan plan)
    {
        using var used = TaskUse.Begin(backbone, plan.Tasks);
        using var hidden = backbone.Resume(prefix, layer, batch, plan);
        using var features = backbone.PoolRows(hidden, batch);
        return plan.Rows.ComputeLogits(features, hidden, batch.Output.Ids);
    }

    // A lookup of tokens in a table on another device would end in a native error that names neither.
    internal static Tensor EmbedTokens(this Backbone backbone, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var device = backbone.Device;

        // The CPU has an index or none, depending on how a tensor came there.
        return batch.Device.type == device.type && (device.type != DeviceType.CUDA || batch.Device.index == device.index)
            ? backbone.Embed(batch)
            : throw new ArgumentException(
                $"The batch is on {batch.Device}, but the weights of backbone '{backbone.Id}' are on {device}. "
                + $"Create it with {nameof(Backbone.Tokenize)}, or for the {nameof(Backbone.Device)} of the backbone.",
                nameof(batch));
    }

    private static Tensor PoolRows(this Backbone backbone, Tensor hidden, TokenBatch batch)
    {
        // Without a target, a decoder reads the text itself, with the same padding.
        var tokens = batch.Output;
        if (hidden.size(0) == batch.Count)
            return backbone.Pool(hidden, tokens);

        using var scope = NewDisposeScope();
        return cat([.. hidden.split(batch.Count).Select(copy => backbone.Pool(copy, tokens))]).MoveToOuterDisposeScope();
    }
}
