namespace AdapterKit.Training;

/// <summary>Deals texts out in batches: another order every epoch, texts of like length together so that little is padding.</summary>
internal sealed class EpochBatches(IReadOnlyList<int> lengths, int batchSize, int seed)
{
    // Sorting within pools of this many batches leaves enough chance in who meets whom.
    private const int PoolBatches = 16;

    /// <summary>Batches an epoch.</summary>
    public int Count => (lengths.Count + batchSize - 1) / batchSize;

    /// <summary>The batches of an epoch, as indices of texts; the same for the same seed.</summary>
    public IReadOnlyList<int[]> Of(int epoch)
    {
        var random = new Random(unchecked((seed * 1_000_003) + epoch));
        var order = Enumerable.Range(0, lengths.Count).ToArray();
        random.Shuffle(order);
        var batches = order
            .Chunk(batchSize * PoolBatches)
            .SelectMany(pool => pool.OrderBy(index => lengths[index]).ThenBy(index => index).Chunk(batchSize))
            .ToArray();
        random.Shuffle(batches);
        return batches;
    }
}
