namespace AdapterKit.Training;

/// <summary>
/// Splits texts into batches: in a new order every epoch, with texts of similar length together so that there is little padding.
/// </summary>
internal sealed class EpochBatches(IReadOnlyList<int> lengths, int batchSize, int seed)
{
    // Sorting by length within pools of this many batches keeps the composition of batches random enough.
    private const int PoolBatches = 16;

    private (int Epoch, IReadOnlyList<int[]> Batches) current = (-1, []);

    /// <summary>The number of batches per epoch.</summary>
    public int Count => (int)((lengths.Count + (long)batchSize - 1) / batchSize);

    /// <summary>Returns the number of steps of some epochs.</summary>
    /// <exception cref="ArgumentException">There are more steps than can be counted.</exception>
    public int CountSteps(int epochs) => (long)epochs * Count <= int.MaxValue
        ? epochs * Count
        : throw new ArgumentException($"{epochs} epochs of {Count} steps are too many. Train fewer epochs.");

    /// <summary>Returns the batch of a step, counted from 0, as indices of texts.</summary>
    public int[] GetBatch(int step)
    {
        var epoch = step / Count;
        if (current.Epoch != epoch)
            current = (epoch, Create(epoch));

        return current.Batches[step % Count];
    }

    /// <summary>Creates the batches of an epoch, as indices of texts; always the same for the same seed.</summary>
    public IReadOnlyList<int[]> Create(int epoch)
    {
        var random = new Random(unchecked((seed * 1_000_003) + epoch));
        var order = Enumerable.Range(0, lengths.Count).ToArray();
        random.Shuffle(order);
        var batches = order
            .Chunk((int)Math.Min((long)batchSize * PoolBatches, int.MaxValue))
            .SelectMany(pool => pool.OrderBy(index => lengths[index]).ThenBy(index => index).Chunk(batchSize))
            .ToArray();
        random.Shuffle(batches);
        return batches;
    }
}
