namespace AdapterKit.Training;

/// <summary>Follows an evaluation.</summary>
internal static class EvaluatedBatches
{
    /// <summary>Returns the batches, and reports each when the caller comes back for the next one.</summary>
    /// <param name="batches">The indices of the texts of each batch.</param>
    /// <param name="texts">The number of all texts.</param>
    /// <param name="progress">Called before the first batch, and after each.</param>
    /// <param name="cancellationToken">Cancels between two batches.</param>
    public static IEnumerable<int[]> Follow(
        this IEnumerable<int[]> batches,
        int texts,
        IProgress<EvaluationProgress>? progress,
        CancellationToken cancellationToken = default)
    {
        var done = 0;
        progress?.Report(new EvaluationProgress(done, texts));
        foreach (var batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch;
            done += batch.Length;
            progress?.Report(new EvaluationProgress(done, texts));
        }
    }
}
