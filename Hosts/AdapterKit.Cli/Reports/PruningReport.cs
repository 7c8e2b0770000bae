namespace AdapterKit.Cli.Reports;

/// <summary>What <c>prune</c> left of a fusion, and what that cost.</summary>
/// <param name="Task">The task.</param>
/// <param name="Before">What it listened to over the training texts.</param>
/// <param name="Kept">The members left, by site in the order of <paramref name="Before"/>.</param>
/// <param name="Unused">Tasks that are no source any more.</param>
/// <param name="Bytes">The size of the weights.</param>
/// <param name="Validation">Scores on validation texts.</param>
/// <param name="Test">Scores on test texts.</param>
/// <param name="Bundle">Where the pruned bundle is.</param>
internal sealed record PruningReport(
    string Task,
    FusionReport Before,
    IReadOnlyList<IReadOnlyList<string>> Kept,
    IReadOnlyList<string> Unused,
    Change<long> Bytes,
    Change<ScoreReport> Validation,
    Change<ScoreReport> Test,
    string Bundle);

/// <summary>Something before and after.</summary>
/// <param name="Before">Before.</param>
/// <param name="After">After.</param>
internal sealed record Change<T>(T Before, T After);
