namespace AdapterKit;

/// <summary>
/// Starts a weight at Gaussian noise cut off at two standard deviations (Houlsby et al. 2019, §2.1); a bias starts at zero.
/// </summary>
/// <remarks>
/// <code>
/// [Down, TruncatedNormal(0.01)] private readonly Linear down = Linear(shape.Width, options.Bottleneck);
/// </code>
/// </remarks>
/// <param name="standardDeviation">The standard deviation of the noise before it is cut.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class TruncatedNormalAttribute(double standardDeviation) : Attribute
{
    /// <summary>The standard deviation of the noise before it is cut.</summary>
    public double StandardDeviation { get; } = standardDeviation;
}
