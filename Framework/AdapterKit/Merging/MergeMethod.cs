namespace AdapterKit;

/// <summary>
/// How several adapters become one. Except for <see cref="Average"/>, which is for any variant, the methods combine low-rank changes
/// <c>ΔW_i = s_i·B_i A_i</c> (LoRA, Hu et al. 2022) with weights <c>w_i</c>.
/// </summary>
public enum MergeMethod
{
    /// <summary>
    /// The weighted mean of every parameter, <c>θ = Σ w_i θ_i / Σ w_i</c>, those of norms and head included (model soups, Wortsman et al.
    /// 2022). The tasks must have the same adapters with the same options, and the same labels.
    /// </summary>
    Average,

    /// <summary>
    /// The factors are added up: <c>A = Σ sign(w_i) √(|w_i| s_i) A_i</c> and <c>B = Σ √(|w_i| s_i) B_i</c>. The result contains products of
    /// one adapter's <c>B</c> and another one's <c>A</c>, too. All ranks must be the same.
    /// </summary>
    Linear,

    /// <summary>
    /// The factors are put side by side, so that the change is exactly <c>Σ w_i ΔW_i</c>; the rank is the sum of the ranks.
    /// </summary>
    Concatenate,

    /// <summary>As <see cref="Linear"/>, after each factor lost all but the entries of the largest magnitude.</summary>
    MagnitudePrune,

    /// <summary>
    /// TIES (Yadav et al. 2023): prune by magnitude, elect a sign for each entry, and average the entries that have it.
    /// </summary>
    Ties,

    /// <summary>
    /// DARE (Yu et al. 2024) before <see cref="Linear"/>: entries are dropped at random, and the others divided by the share that is kept.
    /// </summary>
    DareLinear,

    /// <summary>DARE in place of the pruning by magnitude in <see cref="Ties"/>.</summary>
    DareTies,
}
