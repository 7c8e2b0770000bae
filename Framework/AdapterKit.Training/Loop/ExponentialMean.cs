namespace AdapterKit.Training;

/// <summary>The exponential moving average of a series; it starts at the first value.</summary>
/// <param name="decay">The weight that the previous average keeps when a value is added.</param>
internal sealed class ExponentialMean(double decay)
{
    private double? mean;

    public double Value => mean ?? 0;

    public void Add(double value) => mean = mean is { } previous ? (decay * previous) + ((1 - decay) * value) : value;
}
