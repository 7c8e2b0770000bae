namespace AdapterKit.Training;

/// <summary>The exponential moving average of a series; it starts at the first value.</summary>
/// <param name="decay">The weight that the previous average keeps when a value is added.</param>
internal sealed class ExponentialMean(double decay)
{
    /// <summary>The average; <see langword="null"/> before the first value. It is set when a training is resumed.</summary>
    public double? Value { get; set; }

    public void Add(double value) => Value = Value is { } previous ? (decay * previous) + ((1 - decay) * value) : value;
}
