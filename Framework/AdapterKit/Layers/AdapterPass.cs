namespace AdapterKit;

/// <summary>The context of one call, passed from layer to layer: what happens at each site, and the masks of the batch.</summary>
/// <remarks>
/// Where a plan runs several tasks on the same texts, the layers below their first adapter see each text once. At the
/// first site at which the tasks differ, the rows are repeated (all texts for the first task, then all for the
/// second), and so are the masks.
/// </remarks>
public abstract class AdapterPass : IDisposable
{
    private const float MaskedScore = -1e9f;
    private const float MaskedHalfScore = -3e4f;

    private readonly long texts;
    private readonly ScalarType dtype;
    private long copies = 1;
    private long prompted;

    /// <summary>Prepares the masks of a call.</summary>
    /// <param name="batch">The tokens; borrowed for the lifetime of the pass.</param>
    /// <param name="dtype">The element type of the hidden states, which the attention mask must share.</param>
    private protected AdapterPass(TokenBatch batch, ScalarType dtype)
    {
        ArgumentNullException.ThrowIfNull(batch);
        (texts, this.dtype) = (batch.Ids.size(0), dtype);
        if (!batch.IsPadded)
            return;

        // A finite score, so that a text without a single token gets equal weights and not NaN.
        using var scope = NewDisposeScope();
        TokenMask = batch.Mask.alias().DetachFromDisposeScope();
        AttentionMask = ComputeScores(batch.Mask).DetachFromDisposeScope();
    }

    /// <summary>
    /// True at real tokens, <c>[batch, tokens]</c>, with the current number of rows; <see langword="null"/> if every token is real.
    /// </summary>
    public Tensor? TokenMask { get; private set; }

    /// <summary>The term added to attention scores, <c>[batch, 1, 1, tokens]</c>; <see langword="null"/> if every token is real.</summary>
    public Tensor? AttentionMask { get; private set; }

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

    /// <summary>
    /// Computes scaled dot-product attention (Vaswani et al. 2017, eq. 1) under the mask, with the keys and values that adapters add.
    /// </summary>
    /// <param name="attention">The number of the attention: <see cref="IAttention.AttentionNumber"/>.</param>
    /// <param name="queries"><c>[batch, heads, tokens, width of a head]</c>; not modified.</param>
    /// <param name="keys">Of the same shape; not modified.</param>
    /// <param name="values">Of the same shape; not modified.</param>
    /// <param name="dropout">The probability with which an attention weight is set to zero.</param>
    /// <param name="input">
    /// What the attention read, <c>[batch, tokens, width]</c>; not modified. Adapters with a gate need it.
    /// </param>
    /// <returns>A new tensor of that shape, with repeated rows from the first attention on at which tasks differ.</returns>
    public abstract Tensor Attend(int attention, Tensor queries, Tensor keys, Tensor values, double dropout, Tensor? input = null);

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
        GC.SuppressFinalize(this);
    }

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

    private void ExtendMasks(Tensor h, IReadOnlyList<(Tensor? Prompt, long Rows)> prompts, long longest)
    {
        var places = arange(longest, device: h.device);
        var front = cat([.. prompts.Select(
            prompt => places.ge(longest - (prompt.Prompt?.size(0) ?? 0)).unsqueeze(0).expand(prompt.Rows, -1))]);
        var (tokens, attention) = (TokenMask, AttentionMask);
        TokenMask = cat([front, tokens ?? ones(h.size(0), h.size(1), ScalarType.Bool, h.device)], 1).DetachFromDisposeScope();
        AttentionMask = ComputeScores(TokenMask).DetachFromDisposeScope();
        tokens?.Dispose();
        attention?.Dispose();
    }

    private Tensor ComputeScores(Tensor mask) =>
        mask.bitwise_not().to_type(dtype).mul_(dtype == ScalarType.Float16 ? MaskedHalfScore : MaskedScore).unsqueeze(1).unsqueeze(1);

    /// <summary>Repeats the masks for several tasks; does nothing once they are repeated.</summary>
    private protected void RepeatMasks(long count)
    {
        if (copies > 1)
            return;

        copies = count;
        using var tokens = TokenMask;
        using var attention = AttentionMask;
        TokenMask = tokens?.repeat(copies, 1).DetachFromDisposeScope();
        AttentionMask = attention?.repeat(copies, 1, 1, 1).DetachFromDisposeScope();
    }

}
