namespace AdapterKit;

/// <summary>Starts a weight at zero-mean Gaussian noise; a bias starts at zero.</summary>
/// <remarks>
/// <code>
/// [Down, Normal(0.02)] private readonly Linear down = Linear(shape.Width, options.Bottleneck);
/// </code>
/// </remarks>
/// <param name="standardDeviation">The standard deviation of the noise.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class NormalAttribute(double standardDeviation) : Attribute
{
    /// <summary>The standard deviation of the noise.</summary>
    public double StandardDeviation { get; } = standardDeviation;
}
