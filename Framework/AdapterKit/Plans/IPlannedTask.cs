namespace AdapterKit;

/// <summary>What a plan needs to know of a task.</summary>
internal interface IPlannedTask : ISiteTask
{
    /// <summary>Begins a use of the task, and of those that it fuses; they are not released before it ends.</summary>
    /// <returns>Whether the task can still be used.</returns>
    bool TryEnter();

    /// <summary>Ends a use.</summary>
    void Exit();

    /// <summary>Creates the step of the task at a site; <see langword="null"/> if it has none there.</summary>
    /// <param name="site">The site.</param>
    /// <param name="purpose">What the plan is for.</param>
    /// <param name="probe">Observes the attention weights of fusions.</param>
    SiteStep? CreateStep(Site site, PlanPurpose purpose, IFusionProbe? probe);

    /// <summary>Whether the head reads the hidden state of every token rather than pooled features.</summary>
    bool ReadsTokens { get; }

    /// <summary>Computes the task's logits from pooled features <c>[batch, width]</c>, or from hidden states.</summary>
    Tensor Head(Tensor features, Tensor ids);
}
