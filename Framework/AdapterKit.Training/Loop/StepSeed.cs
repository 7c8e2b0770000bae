namespace AdapterKit.Training;

/// <summary>The random seed of each training step: a resumed training draws the same dropout and the same masks.</summary>
/// <remarks>
/// Torch's CPU generator uses the low 32 bits only, so that trainings with different seeds draw the same dropout at the same step; they
/// differ in their fresh weights and in the order of the texts. Another formula would change the weights that a published seed gives.
/// </remarks>
internal static class StepSeed
{
    /// <param name="seed">The seed of the training.</param>
    /// <param name="step">The step, counted from 0.</param>
    public static long Compute(int seed, int step) => unchecked(((long)seed << 32) + step);
}
