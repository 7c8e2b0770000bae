namespace AdapterKit.Training;

/// <summary>A learning rate that rises from zero and falls back to it, both in a straight line (Houlsby et al. 2019, §3.1).</summary>
/// <param name="peak">The highest rate.</param>
/// <param name="steps">Steps in all.</param>
/// <param name="warmUp">The share of steps in which the rate rises.</param>
internal sealed class LinearSchedule(double peak, int steps, double warmUp)
{
    private readonly int rising = (int)(steps * warmUp);

    /// <summary>The rate of a step, counted from 0.</summary>
    public double At(int step) => step < rising
        ? peak * (step + 1) / rising
        : peak * (steps - step) / Math.Max(1, steps - rising);
}
