namespace AdapterKit.Training;

/// <summary>Groups texts of similar length, so that batches contain little padding.</summary>
internal static class LengthGroups
{
    /// <summary>Returns the indices of all texts, ordered by length and cut into groups.</summary>
    /// <param name="lengths">The length of each text.</param>
    /// <param name="size">The number of texts per group; the last one may be smaller.</param>
    public static IEnumerable<int[]> Create(IReadOnlyList<int> lengths, int size) =>
        Enumerable.Range(0, lengths.Count).OrderBy(index => lengths[index]).Chunk(size);
}
