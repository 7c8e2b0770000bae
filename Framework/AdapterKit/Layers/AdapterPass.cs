namespace AdapterKit;

/// <summary>The context of one call, passed from layer to layer: what happens at each site, and the masks of the batch.</summary>
/// <remarks>
/// Where a plan runs several tasks on the same texts, the layers below their first adapter see each text once. At the
/// first site at which the tasks differ, the rows are repeated (all texts for the first task, then all for the
/// second), and so are the masks.
/// </remarks>
public abstract class AdapterPass : IDisposable
{
    private static readonly AttentionOptions Plain = new();
    private readonly TokenBatch batch;
    private readonly KeyValueCache? cache;
    private readonly long texts;
    private readonly long tokens;
    private readonly long past;
    private readonly ScalarType dtype;
    private readonly EncodedSource? source;
    private readonly Dictionary<RotaryPositions, (Tensor Cosine, Tensor Sine)> angles = [];
    private readonly Dictionary<(RelativePositionBias Bias, bool IsCausal, int? Window), Tensor> biases = [];
    private readonly Dictionary<(int Window, long First), Tensor> windows = [];
    private Tensor? sourceScores;
    private Tensor? causalMask;
    private Tensor? shifts;
    private long copies = 1;
    private long prompted;

    /// <summary>Prepares the masks of a call.</summary>
    /// <param name="batch">The tokens; borrowed for the lifetime of the pass.</param>
    /// <param name="dtype">The element type of the hidden states, which the attention mask must share.</param>
    /// <param name="cache">Keys and values of earlier tokens; borrowed, and extended by the pass.</param>
    /// <param name="plan">What runs, for the cache.</param>
    /// <param name="source">What cross-attention attends to; borrowed. Its rows may be repeated already.</param>
    private protected AdapterPass(
        TokenBatch batch, ScalarType dtype, KeyValueCache? cache = null, object? plan = null, EncodedSource? source = null)
    {
        ArgumentNullException.ThrowIfNull(batch);
        (this.batch, this.dtype, this.cache, this.source, past) = (batch, dtype, cache, source, cache?.Tokens ?? 0);
        (texts, tokens) = (batch.Ids.size(0), batch.Ids.size(1));
        var keys = cache is null ? batch.IsPadded ? batch.Mask : null : cache.Extend(batch, plan!);
        using var scope = NewDisposeScope();
        if (batch.Documents is { } documents)
        {
            TokenMask = batch.Mask.alias().DetachFromDisposeScope();
            AttentionMask = ComputeScores(documents.unsqueeze(2).eq(documents.unsqueeze(1)).unsqueeze(1)).DetachFromDisposeScope();
        }
        else if (keys is not null)
        {
            TokenMask = batch.Mask.alias().DetachFromDisposeScope();
            AttentionMask = ComputeScores(OfKeys(keys)).DetachFromDisposeScope();
        }

        if (source is null)
            return;

        if (source.Mask is { } mask)
        {
            SourceMask = mask.alias().DetachFromDisposeScope();
            sourceScores = ComputeScores(OfKeys(mask)).DetachFromDisposeScope();
        }

        // The tasks differ in the layers of the source already.
        RepeatMasks(source.Hidden.size(0) / texts);
    }

    /// <summary>
    /// True at real tokens, <c>[batch, tokens]</c>, with the current number of rows; <see langword="null"/> if every token is real and
    /// no texts are packed.
    /// </summary>
    public Tensor? TokenMask { get; private set; }

    /// <summary>
    /// The term added to attention scores, <c>[batch, 1, 1, tokens]</c>, or <c>[batch, 1, tokens, tokens]</c> for packed texts;
    /// <see langword="null"/> if every token is real.
    /// </summary>
    public Tensor? AttentionMask { get; private set; }

    /// <summary>
    /// What cross-attention attends to, <c>[rows, source tokens, width]</c>, borrowed; <see langword="null"/> in a pass without. Its rows
    /// are repeated where the layers of the source repeat them: <see cref="RepeatRows"/> gives it the current number.
    /// </summary>
    public Tensor? Source => source?.Hidden;

    /// <summary>
    /// True at real tokens of the source, <c>[batch, source tokens]</c>, with the current number of rows; <see langword="null"/> if every
    /// token is real.
    /// </summary>
    public Tensor? SourceMask { get; private set; }

    /// <summary>The tokens; borrowed.</summary>
    private protected TokenBatch Batch => batch;

    /// <summary>Changes the embedded tokens before the first layer; <see cref="AdaptedStack"/> calls it.</summary>
    /// <param name="h">Embedded tokens <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>
    /// A new tensor, with repeated rows if tasks differ here and with prompts in front of the texts; an alias if no adapter acts.
    /// </returns>
    public abstract Tensor Enter(Tensor h);

    /// <summary>Removes the prompts that <see cref="Enter"/> put in front of the texts; <see cref="AdaptedStack"/> calls it.</summary>
    /// <param name="h">Hidden states after the last layer, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>The hidden states of the texts alone; a view owned by the caller.</returns>
    public Tensor Leave(Tensor h)
    {
        ArgumentNullException.ThrowIfNull(h);
        return prompted == 0 ? h.alias() : h.narrow(1, prompted, h.size(1) - prompted);
    }

    /// <summary>Computes a product <c>W x + b</c> of a sub-layer, with the change that adapters make to it.</summary>
    /// <param name="projection">The number of the product, from <see cref="IProjected.FirstProjection"/> on.</param>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <param name="x">Its input <c>[batch, tokens, inputs]</c>; not modified.</param>
    /// <returns>A new tensor <c>[batch, tokens, outputs]</c>, with repeated rows from the first product on at which tasks differ.</returns>
    public abstract Tensor Project(int projection, Linear linear, Tensor x);

    /// <summary>Computes a function of a product, as one kernel where no adapter changes the product.</summary>
    /// <param name="projection">The number of the product, from <see cref="IProjected.FirstProjection"/> on.</param>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <param name="x">Its input <c>[batch, tokens, inputs]</c>; not modified.</param>
    /// <param name="activation">The function.</param>
    /// <returns>A new tensor <c>[batch, tokens, outputs]</c>, with repeated rows as the product has them.</returns>
    public virtual Tensor ProjectAndActivate(int projection, Linear linear, Tensor x, Activation activation)
    {
        using var product = Project(projection, linear, x);
        return activation.Apply(product);
    }

    /// <summary>
    /// Computes a product of the source, with the change that adapters make to it. A pass with a cache computes it once for all tokens.
    /// </summary>
    /// <param name="projection">The number of the product, from <see cref="IProjected.FirstProjection"/> on.</param>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <returns>
    /// A new tensor <c>[rows, source tokens, outputs]</c> for <see cref="AttendToSource"/>, with the rows of <see cref="Source"/> as long
    /// as no adapter differs.
    /// </returns>
    /// <exception cref="InvalidOperationException">The pass has no source.</exception>
    public Tensor ProjectSource(int projection, Linear linear)
    {
        if (source is null)
        {
            throw new InvalidOperationException(
                "The pass has no source, to which cross-attention attends. Layers with cross-attention belong to the decoder of an "
                + "encoder-decoder.");
        }

        if (cache?.FindSource(projection) is { } kept)
            return kept.alias();

        var projected = ComputeSource(projection, linear, source.Hidden);
        cache?.KeepSource(projection, projected);
        return projected;
    }

    /// <summary>Computes attention to keys and values of the source, under its mask, and to those that adapters add.</summary>
    /// <param name="attention">The number of the attention: <see cref="IAttention.AttentionNumber"/>.</param>
    /// <param name="queries"><c>[batch, heads, tokens, width of a head]</c>; not modified.</param>
    /// <param name="keys">
    /// <c>[rows, key heads, source tokens, width of a head]</c>, with the rows of <see cref="ProjectSource"/>; not modified.
    /// </param>
    /// <param name="values">Of the shape of <paramref name="keys"/>; not modified.</param>
    /// <param name="dropout">The probability with which an attention weight is set to zero.</param>
    /// <param name="input">
    /// What the attention read, <c>[batch, tokens, width]</c>; not modified. Adapters with a gate need it.
    /// </param>
    /// <returns>
    /// A new tensor of the shape of <paramref name="queries"/>, with repeated rows from the first attention on at which tasks differ.
    /// </returns>
    public Tensor AttendToSource(int attention, Tensor queries, Tensor keys, Tensor values, double dropout, Tensor? input = null)
    {
        using var k = RepeatRows(keys);
        using var v = RepeatRows(values);
        using var q = RepeatRows(queries);
        return AttendTo(new(attention, q, k, v, Plain, dropout, input) { IsToSource = true });
    }

    /// <summary>
    /// Computes scaled dot-product attention (Vaswani et al. 2017, eq. 1) under the mask, with the keys and values that adapters add, and
    /// those of earlier tokens in a pass with a cache.
    /// </summary>
    /// <param name="attention">The number of the attention: <see cref="IAttention.AttentionNumber"/>.</param>
    /// <param name="queries"><c>[batch, heads, tokens, width of a head]</c>; not modified.</param>
    /// <param name="keys"><c>[batch, key heads, tokens, width of a head]</c>, where key heads divide heads; not modified.</param>
    /// <param name="values">Of the shape of <paramref name="keys"/>; not modified.</param>
    /// <param name="dropout">The probability with which an attention weight is set to zero.</param>
    /// <param name="options">
    /// Which keys a token attends to, and what changes the scores; those of Vaswani et al. 2017 if <see langword="null"/>.
    /// </param>
    /// <param name="input">
    /// What the attention read, <c>[batch, tokens, width]</c>; not modified. Adapters with a gate need it.
    /// </param>
    /// <returns>
    /// A new tensor of the shape of <paramref name="queries"/>, with repeated rows from the first attention on at which tasks differ.
    /// </returns>
    /// <exception cref="InvalidOperationException">
    /// The pass has a cache, but the attention is not causal: earlier tokens would have to attend to later ones.
    /// </exception>
    public Tensor Attend(
        int attention,
        Tensor queries,
        Tensor keys,
        Tensor values,
        double dropout,
        AttentionOptions? options = null,
        Tensor? input = null)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var request = new AttentionRequest(attention, queries, keys, values, options ?? Plain, dropout, input);
        if (cache is null)
            return AttendTo(request);
        if (!request.Options.IsCausal)
            throw new InvalidOperationException("Only causal attention can continue from a cache. Run all tokens in one pass.");

        var window = request.Options.RelativeBias is null ? request.Options.Window : null;
        var (allKeys, allValues) = cache.Append(attention, keys, values, window);
        using (allKeys)
        using (allValues)
            return AttendTo(request with { Keys = allKeys, Values = allValues });
    }

    /// <summary>Rotates queries or keys by the positions of their tokens (Su et al. 2021).</summary>
    /// <param name="heads"><c>[batch, heads, tokens, width of a head]</c>; not modified.</param>
    /// <param name="rotary">The rotations.</param>
    /// <returns>A new tensor of the same shape.</returns>
    public Tensor Rotate(Tensor heads, RotaryPositions rotary)
    {
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(rotary);
        using var scope = NewDisposeScope();
        var (cosine, sine) = GetAngles(rotary, heads.dtype);
        var halves = heads.chunk(2, -1);
        var first = (halves[0] * cosine).addcmul_(halves[1], sine, -1);
        var second = (halves[1] * cosine).addcmul_(halves[0], sine, 1);
        return cat([first, second], -1).MoveToOuterDisposeScope();
    }

    /// <summary>Applies the norm in front of a pre-norm sub-layer; generated layers call it.</summary>
    /// <param name="site">The site's index among <see cref="AdaptedStack.Sites"/>.</param>
    /// <param name="h">The sub-layer's input <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape, with repeated rows from the first site on at which tasks differ.</returns>
    public abstract Tensor Before(int site, Tensor h);

    /// <summary>Adds the residual, applies the norm that follows, and runs the adapters; generated layers call it.</summary>
    /// <param name="site">The site's index among <see cref="AdaptedStack.Sites"/>.</param>
    /// <param name="sublayer">The sub-layer's output <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="residual">The residual, of the same width; not modified.</param>
    /// <returns>A new tensor, with repeated rows from the first site on at which tasks differ.</returns>
    public abstract Tensor After(int site, Tensor sublayer, Tensor residual);

    /// <summary>
    /// Returns a tensor with as many rows as the masks have. A hand-written layer needs it for what it holds from before the repetition.
    /// </summary>
    /// <param name="h">A tensor whose first dimension is the batch; not modified.</param>
    /// <returns>A new tensor; an alias if there is nothing to repeat.</returns>
    public Tensor RepeatRows(Tensor h)
    {
        ArgumentNullException.ThrowIfNull(h);
        return copies == 1 || h.size(0) != texts ? h.alias() : h.repeat([copies, .. Enumerable.Repeat(1L, (int)h.dim() - 1)]);
    }

    /// <summary>Releases the masks.</summary>
    public void Dispose()
    {
        TokenMask?.Dispose();
        AttentionMask?.Dispose();
        shifts?.Dispose();
        SourceMask?.Dispose();
        sourceScores?.Dispose();
        ForgetDerived();
        GC.SuppressFinalize(this);
    }

    /// <summary>Computes attention to keys and values, those of earlier tokens included.</summary>
    private protected abstract Tensor AttendTo(AttentionRequest request);

    /// <summary>Computes a product of the source.</summary>
    /// <param name="projection">The number of the product.</param>
    /// <param name="linear"><c>W</c> and <c>b</c>.</param>
    /// <param name="hidden">The source, whose rows may be repeated or not.</param>
    private protected abstract Tensor ComputeSource(int projection, Linear linear, Tensor hidden);

    /// <summary>Returns the mask of an attention with its terms by distance, and with the current number of rows; borrowed.</summary>
    private protected KeyMask GetMask(AttentionRequest request)
    {
        var options = request.Options;
        if (request.IsToSource || options.RelativeBias is not { } bias)
            return GetKeyMask(request);
        if (biases.TryGetValue((bias, options.IsCausal, options.Window), out var known))
            return new(known, IsCausal: false);

        using var scope = NewDisposeScope();
        var mask = GetKeyMask(request);
        var added = mask.IsCausal ? causalMask ??= CreateTriangle() : mask.Added;
        var positions = FindPositions();
        var terms = bias.call(positions.Queries, positions.Keys).to_type(dtype);
        return new(
            biases[(bias, options.IsCausal, options.Window)] = (added is null ? terms : terms + added).DetachFromDisposeScope(),
            IsCausal: false);
    }

    /// <summary>Returns the mask of an attention without terms by distance; borrowed.</summary>
    private protected KeyMask GetKeyMask(AttentionRequest request) =>
        request.IsToSource ? new(sourceScores, IsCausal: false)
        : request.Options.Window is { } window && past + prompted + tokens > window ? new(GetBand(window, request.Options), IsCausal: false)
        : GetMask(request.Options.IsCausal);

    // A cache has forgotten the keys before the first one, unless they have terms by distance.
    private Tensor GetBand(int window, AttentionOptions options)
    {
        var first = options.RelativeBias is null ? cache?.GetFirst(window) ?? 0 : 0;
        return windows.TryGetValue((window, first), out var known) ? known : windows[(window, first)] = CreateBand(window, first);
    }

    // [rows, 1, queries, keys]: no later keys, and none from a window's length before. Padding has places, but no positions of its own.
    private Tensor CreateBand(int window, long first)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var positions = FindPositions();
        var distances = positions.Queries.unsqueeze(2) - FromFirst(positions.Keys).unsqueeze(1);
        var later = ones_like(distances, ScalarType.Bool).triu(1 + past - first);
        var scores = ComputeScores(distances.lt(window).logical_and(later.logical_not()).unsqueeze(1));
        return (AttentionMask is null ? scores : FromFirst(AttentionMask) + scores).DetachFromDisposeScope();

        Tensor FromFirst(Tensor all) => all.narrow(-1, first, all.size(-1) - first);
    }

    private KeyMask GetMask(bool isCausal)
    {
        if (!isCausal || prompted + tokens == 1)
            return new(AttentionMask, IsCausal: false);
        if (AttentionMask is null)
            return past == 0 ? new(null, IsCausal: true) : new(causalMask ??= CreateTriangle(), IsCausal: false);

        if (causalMask is null)
        {
            using var triangle = CreateTriangle();
            causalMask = (AttentionMask + triangle).DetachFromDisposeScope();
        }

        return new(causalMask, IsCausal: false);
    }

    private Tensor CreateTriangle() =>
        KeyMask.CreateTriangle(prompted + tokens, past + prompted + tokens, dtype, batch.Device).DetachFromDisposeScope();

    /// <summary>Puts prompts in front of embedded tokens, and extends the masks. Shorter prompts begin later, behind padding.</summary>
    /// <param name="h"><c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="prompts">The prompts <c>[length, width]</c> of consecutive rows, or none, with the number of rows.</param>
    /// <returns>A new tensor <c>[batch, length of the longest prompt + tokens, width]</c>.</returns>
    private protected Tensor Prepend(Tensor h, IReadOnlyList<(Tensor? Prompt, long Rows)> prompts)
    {
        var longest = prompts.Max(prompt => prompt.Prompt?.size(0) ?? 0);
        if (longest == 0)
            return h.alias();

        using var scope = NewDisposeScope();
        prompted = longest;
        var front = cat([.. prompts.Select(prompt => cat(
            prompt.Prompt is null
                ? [h.new_zeros(longest, h.size(2))]
                : [h.new_zeros(longest - prompt.Prompt.size(0), h.size(2)), prompt.Prompt])
            .unsqueeze(0).expand(prompt.Rows, -1, -1))]);
        if (TokenMask is not null || prompts.Any(prompt => prompt.Prompt?.size(0) != longest))
            ExtendMasks(h, prompts, longest);

        return cat([front, h], 1).MoveToOuterDisposeScope();
    }

    /// <summary>Moves the positions of texts, behind prefixes that count as tokens.</summary>
    /// <param name="moved">By how many positions consecutive rows move, with the number of rows.</param>
    private protected void ShiftPositions(IReadOnlyList<(long Shift, long Rows)> moved)
    {
        if (moved.All(rows => rows.Shift == 0))
            return;

        long[] each = [.. moved.SelectMany(rows => Enumerable.Repeat(rows.Shift, (int)rows.Rows))];
        shifts = tensor(each, [each.Length, 1], device: batch.Device).DetachFromDisposeScope();
    }

    private void ExtendMasks(Tensor h, IReadOnlyList<(Tensor? Prompt, long Rows)> prompts, long longest)
    {
        var places = arange(longest, device: h.device);
        var front = cat([.. prompts.Select(
            prompt => places.ge(longest - (prompt.Prompt?.size(0) ?? 0)).unsqueeze(0).expand(prompt.Rows, -1))]);
        var (tokens, attention) = (TokenMask, AttentionMask);
        TokenMask = cat([front, tokens ?? ones(h.size(0), h.size(1), ScalarType.Bool, h.device)], 1).DetachFromDisposeScope();
        AttentionMask = ComputeScores(OfKeys(TokenMask)).DetachFromDisposeScope();
        tokens?.Dispose();
        attention?.Dispose();
    }

    // [batch, tokens] for all heads and queries.
    private static Tensor OfKeys(Tensor mask) => mask.unsqueeze(1).unsqueeze(1);

    private Tensor ComputeScores(Tensor mask) => mask.bitwise_not().to_type(dtype).mul_(KeyMask.GetMaskedScore(dtype));

    /// <summary>Repeats the masks for several tasks; does nothing once they are repeated.</summary>
    private protected void RepeatMasks(long count)
    {
        if (copies > 1 || count == 1)
            return;

        ForgetDerived();
        copies = count;
        using var tokens = TokenMask;
        using var attention = AttentionMask;
        TokenMask = tokens?.repeat(copies, 1).DetachFromDisposeScope();
        AttentionMask = attention?.repeat(copies, 1, 1, 1).DetachFromDisposeScope();
        if (SourceMask is not { } real || real.size(0) != texts)
            return;

        using (real)
        using (var scores = sourceScores!)
        {
            SourceMask = real.repeat(copies, 1).DetachFromDisposeScope();
            sourceScores = scores.repeat(copies, 1, 1, 1).DetachFromDisposeScope();
        }
    }

    private (Tensor Cosine, Tensor Sine) GetAngles(RotaryPositions rotary, ScalarType dtype)
    {
        if (angles.TryGetValue(rotary, out var known))
            return known;

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var positions = GetPositions();
        var shifted = shifts is null ? positions : positions + shifts;
        var lengths = rotary.TrainedLength < past + prompted + tokens ? ComputeLengths(shifted, rotary.TrainedLength.Value) : null;
        var (cosine, sine) = rotary.ComputeAngles(shifted, dtype, lengths);
        return angles[rotary] = (cosine.DetachFromDisposeScope(), sine.DetachFromDisposeScope());
    }

    // The length of each token's text, [rows, tokens] or [rows, 1]. Prompts count, whose positions are negative; padding does not.
    private Tensor ComputeLengths(Tensor positions, int trained)
    {
        var ends = positions + 1;
        if (batch.Documents is { } documents)
        {
            using var rows = RepeatRows(documents);
            return where(rows.unsqueeze(2).eq(rows.unsqueeze(1)), ends.unsqueeze(1), zeros_like(ends).unsqueeze(1)).amax([-1]);
        }

        var real = TokenMask is null ? positions : positions * TokenMask;
        var lengths = real.amax([-1], keepdim: true) + 1 - real.amin([-1], keepdim: true).clamp_max(0);
        if (cache is not null && lengths.max().ToInt64() > trained)
        {
            throw new InvalidOperationException(
                $"Beyond {trained} tokens, the rotations of all tokens depend on the length of the text, so that cached keys are wrong. "
                + "Compute such texts without a cache (GenerationOptions.UsesCache = false).");
        }

        return lengths;
    }

    // [rows, tokens], or one row for all.
    private Tensor GetPositions()
    {
        var positions = batch.Positions is { } own ? RepeatRows(own) : arange(tokens, device: batch.Device).unsqueeze(0);
        if (prompted == 0)
            return positions;

        var front = arange(-prompted, 0, ScalarType.Int64, batch.Device).unsqueeze(0);
        return cat([front.expand(positions.size(0), -1), positions], 1);
    }

    /// <summary>Returns the positions of queries and keys, with the current number of rows, in the dispose scope of the caller.</summary>
    private protected TokenPositions FindPositions()
    {
        var queries = GetPositions();
        return new(queries, cache?.Positions is { } all ? RepeatRows(all) : queries);
    }

    // What follows from the masks and the number of rows.
    private void ForgetDerived()
    {
        foreach (var (cosine, sine) in angles.Values)
        {
            cosine.Dispose();
            sine.Dispose();
        }

        foreach (var terms in biases.Values.Concat(windows.Values))
            terms.Dispose();

        angles.Clear();
        biases.Clear();
        windows.Clear();
        causalMask?.Dispose();
        causalMask = null;
    }
}
