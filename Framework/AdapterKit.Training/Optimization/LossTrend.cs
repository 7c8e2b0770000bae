namespace AdapterKit.Training;

/// <summary>The loss of a training at its first step, which is that of fresh weights, and its mean over the current epoch.</summary>
internal sealed class LossTrend
{
    // A training that learns nothing stays at the loss of fresh weights. The second limit is for small batches that happen to begin near 0.
    private const double FarFactor = 3;
    private const double FarDistance = 2;

    /// <summary>The loss of the first step; <see langword="null"/> before it.</summary>
    public double? Start { get; private set; }

    /// <summary>The sum of the losses of the current epoch.</summary>
    public double Sum { get; private set; }

    /// <summary>The number of steps of the current epoch.</summary>
    public int Count { get; private set; }

    /// <summary>The mean loss of the current epoch.</summary>
    public double Mean => Sum / Math.Max(1, Count);

    /// <summary>Whether the epoch's mean is over three times the loss of the first step, and by at least 2 above it.</summary>
    public bool IsFarAboveStart => Start is { } start && Mean > Math.Max(FarFactor * start, start + FarDistance);

    public void BeginEpoch() => (Sum, Count) = (0, 0);

    public void Add(double loss)
    {
        Start ??= loss;
        Sum += loss;
        Count++;
    }

    public void Restore(double? start, double sum, int count) => (Start, Sum, Count) = (start, sum, count);
}
