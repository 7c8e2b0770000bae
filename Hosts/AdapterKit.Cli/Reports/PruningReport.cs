namespace AdapterKit.Cli.Reports;

/// <summary>The result of <c>prune</c>.</summary>
/// <param name="Task">The task.</param>
/// <param name="Before">The mean attention weights over the training texts.</param>
/// <param name="Kept">The members that were kept, by site, in the order of <paramref name="Before"/>.</param>
/// <param name="Unused">The tasks that are no longer members at any site.</param>
/// <param name="Bytes">The size of the weights.</param>
/// <param name="Validation">The scores on the validation texts.</param>
/// <param name="Test">The scores on the test texts.</param>
/// <param name="Bundle">The directory of the pruned bundle.</param>
internal sealed record PruningReport(
    string Task,
    FusionReport Before,
    IReadOnlyList<IReadOnlyList<string>> Kept,
    IReadOnlyList<string> Unused,
    Change<long> Bytes,
    Change<ScoreReport> Validation,
    Change<ScoreReport> Test,
    string Bundle);

/// <summary>A value before and after a change.</summary>
/// <param name="Before">The value before.</param>
/// <param name="After">The value after.</param>
internal sealed record Change<T>(T Before, T After);
