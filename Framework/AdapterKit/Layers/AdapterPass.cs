namespace AdapterKit;

/// <summary>What travels through the layers of one call: the plan, the mask, and how often the rows are repeated by now.</summary>
/// <remarks>
/// Where a plan runs several tasks on the same texts, the layers below their first adapter see each text once. At the
/// first site where a task has something of its own the rows are repeated, all texts for the first task, then all for
/// the second, and the masks with them.
/// </remarks>
public sealed class AdapterPass : IDisposable
{
    private const float Hidden = -1e9f;
    private readonly AdapterPlan plan;
    private readonly long texts;
    private long copies = 1;

    /// <summary>Prepares a call.</summary>
    /// <param name="plan">The plan to run.</param>
    /// <param name="batch">The tokens; borrowed for as long as the pass lives.</param>
    public AdapterPass(AdapterPlan plan, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(batch);
        this.plan = plan;
        texts = batch.Ids.size(0);
        if (!batch.IsPadded)
            return;

        using var scope = NewDisposeScope();
        TokenMask = batch.Mask.alias().DetachFromDisposeScope();
        AttentionMask = batch.Mask.logical_not().to_type(float32).mul_(Hidden).unsqueeze(1).unsqueeze(1).DetachFromDisposeScope();
    }

    /// <summary>True at real tokens, <c>[batch, tokens]</c>, with the rows that the pass has by now; <see langword="null"/> where every token is real.</summary>
    public Tensor? TokenMask { get; private set; }

    /// <summary>What is added to attention scores, <c>[batch, 1, 1, tokens]</c>; <see langword="null"/> where every token is real.</summary>
    public Tensor? AttentionMask { get; private set; }

    /// <summary>The norm in front of a pre-norm sub-layer; generated layers call it.</summary>
    /// <param name="site">The site's index among <see cref="AdaptedStack.Sites"/>.</param>
    /// <param name="h">The sub-layer's input <c>[batch, tokens, width]</c>; left as it is.</param>
    /// <returns>A new tensor of the same shape, with the rows repeated where the plan begins to tell tasks apart here.</returns>
    public Tensor Before(int site, Tensor h)
    {
        if (plan.Copies == 1)
            return plan[site].Before(h);
        if (plan.RepeatsBefore(site))
            Repeat();

        using var rows = Rows(h);
        return plan[site].Before(rows);
    }

    /// <summary>Adds the residual, applies the norm that follows, and runs the adapters; generated layers call it.</summary>
    /// <param name="site">The site's index among <see cref="AdaptedStack.Sites"/>.</param>
    /// <param name="sublayer">The sub-layer's output <c>[batch, tokens, width]</c>; left as it is.</param>
    /// <param name="residual">The residual, of the same width; left as it is.</param>
    /// <returns>A new tensor, with the rows repeated where the plan begins to tell tasks apart here.</returns>
    public Tensor After(int site, Tensor sublayer, Tensor residual)
    {
        if (plan.Copies == 1)
            return plan[site].After(sublayer, residual);
        if (plan.RepeatsAfter(site))
            Repeat();

        using var h = Rows(sublayer);
        using var a = Rows(residual);
        return plan[site].After(h, a);
    }

    /// <summary>Releases the masks.</summary>
    public void Dispose()
    {
        TokenMask?.Dispose();
        AttentionMask?.Dispose();
    }

    private void Repeat()
    {
        if (copies > 1)
            return;

        copies = plan.Copies;
        using var tokens = TokenMask;
        using var attention = AttentionMask;
        TokenMask = tokens?.repeat(copies, 1).DetachFromDisposeScope();
        AttentionMask = attention?.repeat(copies, 1, 1, 1).DetachFromDisposeScope();
    }

    // A layer of its own kind may still hold what it computed before the rows were repeated.
    private Tensor Rows(Tensor h) => copies == 1 || h.size(0) != texts ? h.alias() : h.repeat(copies, 1, 1);
}
