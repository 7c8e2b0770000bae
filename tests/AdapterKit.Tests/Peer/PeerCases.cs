namespace AdapterKit.Tests;

/// <summary>The peer's cases by what they are about.</summary>
internal static class PeerCases
{
    public static readonly string[] WithoutCounterpart =
        ["bert_pfeiffer_no_orig_ln_after", "bert_pfeiffer_resid_after_ln", "gpt2_pfeiffer_inv"];

    /// <summary>
    /// In its parallel block the peer norms what enters a stack twice, so that the stack differs from the same one alone; its other branch
    /// is as ours.
    /// </summary>
    public const string WithNormAppliedTwice = "bert_parallel_of_stack";

    /// <summary>Two prefixes of different lengths side by side, of which the peer fills the shorter one up.</summary>
    public const string WithShorterPrefixFilled = "bert_parallel2_prefix";

    /// <summary>Adapters alone, stacked or side by side.</summary>
    public static IEnumerable<string> Adapters => Composed.Where(name => !IsFusion(name) && name != WithNormAppliedTwice);

    /// <summary>Fusions.</summary>
    public static IEnumerable<string> Fusions => Composed.Where(IsFusion);

    /// <summary>Adapters with heads.</summary>
    public static IEnumerable<string> Heads => Adapters.Where(name => name.Contains("head", StringComparison.Ordinal));

    /// <summary>Adapters that the peer merged into the weights of the backbone.</summary>
    public static IEnumerable<string> Merged => Golden.Names.Where(IsMerged);

    /// <summary>A few steps of training.</summary>
    public static IEnumerable<string> Trainings => Golden.Names.Where(IsTraining).Except(WithoutCounterpart);

    private static IEnumerable<string> Composed => Golden.Names
        .Where(name => !IsTraining(name) && !IsMerged(name) && name != WithShorterPrefixFilled)
        .Except(WithoutCounterpart)
        .Where(name => PeerModel.Names.Any(model => name.StartsWith(model + '_', StringComparison.Ordinal)))
        .Where(name => !name.EndsWith("_base", StringComparison.Ordinal));

    private static bool IsFusion(string name) => name.Contains("_fuse_", StringComparison.Ordinal);

    private static bool IsMerged(string name) => name.EndsWith("_merged", StringComparison.Ordinal);

    private static bool IsTraining(string name) => name.Contains("_train_", StringComparison.Ordinal);
}
