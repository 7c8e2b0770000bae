namespace AdapterKit;

/// <summary>
/// Rotary position embeddings (Su et al. 2021, eq. 34): the features <c>i</c> and <c>i + width/2</c> of a head are rotated by
/// <c>position · θ^(−2i/width)</c>.
/// </summary>
/// <remarks>Immutable, without native memory. Share one instance among the layers of a model: a pass computes its angles once.</remarks>
public sealed class RotaryPositions
{
    private readonly float[] frequencies;

    /// <summary>Rotations of the paper.</summary>
    /// <param name="headWidth">The width of a head; even.</param>
    /// <param name="theta">The base θ of the wavelengths.</param>
    /// <exception cref="ArgumentException">The width is odd or not positive.</exception>
    public RotaryPositions(int headWidth, double theta = 10_000)
        : this(ComputeFrequencies(headWidth, theta))
    {
    }

    private RotaryPositions(float[] frequencies) => this.frequencies = frequencies;

    /// <summary>The width of a head.</summary>
    public int HeadWidth => 2 * frequencies.Length;

    /// <summary>Slows all rotations down, so that a longer text spans the angles of the trained length (Chen et al. 2023, eq. 4).</summary>
    /// <param name="factor">The ratio of the lengths.</param>
    public RotaryPositions Interpolate(double factor) => new(Array.ConvertAll(frequencies, frequency => (float)(frequency / factor)));

    /// <summary>
    /// Slows the rotations of long wavelengths down and keeps those of short ones, as Llama 3.1 does (Grattafiori et al. 2024, §3.2).
    /// </summary>
    /// <param name="factor">By what the longest wavelengths are slowed down.</param>
    /// <param name="lowFactor">Wavelengths longer than the trained length over this number are slowed down.</param>
    /// <param name="highFactor">Wavelengths shorter than the trained length over this number are kept.</param>
    /// <param name="trainedLength">The number of tokens that the model was pretrained on.</param>
    public RotaryPositions InterpolateLongWaves(double factor, double lowFactor, double highFactor, int trainedLength) => new(
        Array.ConvertAll(frequencies, frequency =>
        {
            var waves = trainedLength * frequency / (2 * Math.PI);
            var share = Math.Clamp((waves - lowFactor) / (highFactor - lowFactor), 0, 1);
            return (float)(((1 - share) * frequency / factor) + (share * frequency));
        }));

    /// <summary>Computes the angles of positions.</summary>
    /// <param name="positions">Positions, int64 <c>[rows, tokens]</c>.</param>
    /// <param name="dtype">The element type of the results.</param>
    /// <returns>Cosine and sine, <c>[rows, 1, tokens, head width / 2]</c>, owned by the caller.</returns>
    internal (Tensor Cosine, Tensor Sine) ComputeAngles(Tensor positions, ScalarType dtype)
    {
        using var scope = NewDisposeScope();
        var angles = (positions.to_type(ScalarType.Float32).unsqueeze(-1) * tensor(frequencies, device: positions.device)).unsqueeze(1);
        return (angles.cos().to_type(dtype).MoveToOuterDisposeScope(), angles.sin().to_type(dtype).MoveToOuterDisposeScope());
    }

    private static float[] ComputeFrequencies(int headWidth, double theta)
    {
        if (headWidth < 2 || headWidth % 2 != 0)
            throw new ArgumentException($"A head of width {headWidth} cannot be rotated: its width must be even.", nameof(headWidth));

        return [.. Enumerable.Range(0, headWidth / 2).Select(index => (float)(1 / Math.Pow(theta, 2.0 * index / headWidth)))];
    }
}
