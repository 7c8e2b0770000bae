namespace AdapterKit;

/// <summary>What travels through the layers of one call: the plan and the mask.</summary>
public sealed class AdapterPass : IDisposable
{
    private const float Hidden = -1e9f;
    private readonly AdapterPlan plan;

    /// <summary>Prepares a call.</summary>
    /// <param name="plan">The plan to run.</param>
    /// <param name="batch">The tokens; borrowed for as long as the pass lives.</param>
    public AdapterPass(AdapterPlan plan, TokenBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        this.plan = plan;
        if (!batch.IsPadded)
            return;

        TokenMask = batch.Mask;
        using var scope = NewDisposeScope();
        AttentionMask = batch.Mask.logical_not().to_type(float32).mul_(Hidden).unsqueeze(1).unsqueeze(1).DetachFromDisposeScope();
    }

    /// <summary>True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> where every token is real.</summary>
    public Tensor? TokenMask { get; }

    /// <summary>What is added to attention scores, <c>[batch, 1, 1, tokens]</c>; <see langword="null"/> where every token is real.</summary>
    public Tensor? AttentionMask { get; }

    /// <summary>What the plan does at a site.</summary>
    /// <param name="site">The site's index among <see cref="AdaptedStack.Sites"/>.</param>
    public SiteProgram this[int site] => plan[site];

    /// <summary>Releases the attention mask.</summary>
    public void Dispose() => AttentionMask?.Dispose();
}
