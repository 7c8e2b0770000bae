namespace AdapterKit.Training;

/// <summary>
/// A learning rate that rises linearly from zero to its peak and falls linearly back to zero (Houlsby et al. 2019, §3.1).
/// </summary>
/// <param name="peak">The peak rate.</param>
/// <param name="steps">The total number of steps.</param>
/// <param name="warmUp">The fraction of steps in which the rate rises.</param>
internal sealed class LinearSchedule(double peak, int steps, double warmUp)
{
    private readonly int warmUpSteps = (int)(steps * warmUp);

    /// <summary>Returns the rate of a step, counted from 0.</summary>
    public double GetRate(int step) => step < warmUpSteps
        ? peak * (step + 1) / warmUpSteps
        : peak * (steps - step) / Math.Max(1, steps - warmUpSteps);
}
