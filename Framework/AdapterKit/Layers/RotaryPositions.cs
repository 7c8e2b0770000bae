namespace AdapterKit;

/// <summary>
/// Rotary position embeddings (Su et al. 2021, eq. 34): the features <c>i</c> and <c>i + width/2</c> of a head are rotated by
/// <c>position · θ^(−2i/width)</c>.
/// </summary>
/// <remarks>Immutable, without native memory. Share one instance among the layers of a model: a pass computes its angles once.</remarks>
public sealed class RotaryPositions
{
    private readonly float[] frequencies;
    private readonly double theta;
    private readonly double length = 1;
    private readonly double growth;

    /// <summary>Rotations of the paper.</summary>
    /// <param name="headWidth">The width of a head; even.</param>
    /// <param name="theta">The base θ of the wavelengths.</param>
    /// <exception cref="ArgumentException">The width is odd or not positive.</exception>
    public RotaryPositions(int headWidth, double theta = 10_000)
    {
        if (headWidth < 2 || headWidth % 2 != 0)
            throw new ArgumentException($"A head of width {headWidth} cannot be rotated: its width must be even.", nameof(headWidth));

        this.theta = theta;
        frequencies = [.. Enumerable.Range(0, headWidth / 2).Select(index => (float)(1 / Math.Pow(theta, 2.0 * index / headWidth)))];
    }

    private RotaryPositions(RotaryPositions origin, float[] frequencies, double length = 1, double growth = 0, int? trainedLength = null)
    {
        (theta, this.frequencies, this.length, this.growth) = (origin.theta, frequencies, origin.length * length, growth);
        TrainedLength = trainedLength;
    }

    /// <summary>The width of a head.</summary>
    public int HeadWidth => 2 * frequencies.Length;

    /// <summary>
    /// The number of tokens beyond which the rotations of all tokens depend on the length of their text, as in
    /// <see cref="StretchLongTexts"/>; <see langword="null"/> if they never do.
    /// </summary>
    public int? TrainedLength { get; }

    /// <summary>Slows all rotations down, so that a longer text spans the angles of the trained length (Chen et al. 2023, eq. 4).</summary>
    /// <param name="factor">The ratio of the lengths.</param>
    public RotaryPositions Interpolate(double factor) =>
        new(this, Array.ConvertAll(frequencies, frequency => (float)(frequency / factor)));

    /// <summary>
    /// Slows the rotations of long wavelengths down and keeps those of short ones, as Llama 3.1 does (Grattafiori et al. 2024, §3.2).
    /// </summary>
    /// <param name="factor">By what the longest wavelengths are slowed down.</param>
    /// <param name="lowFactor">Wavelengths longer than the trained length over this number are slowed down.</param>
    /// <param name="highFactor">Wavelengths shorter than the trained length over this number are kept.</param>
    /// <param name="trainedLength">The number of tokens that the model was pretrained on.</param>
    public RotaryPositions InterpolateLongWaves(double factor, double lowFactor, double highFactor, int trainedLength) => new(
        this,
        Array.ConvertAll(frequencies, frequency =>
        {
            var waves = trainedLength * frequency / (2 * Math.PI);
            var share = Math.Clamp((waves - lowFactor) / (highFactor - lowFactor), 0, 1);
            return (float)(((1 - share) * frequency / factor) + (share * frequency));
        }));

    /// <summary>
    /// Slows the rotations of the last features down, keeps those of the first, and passes linearly from one to the other along the
    /// features between, as the implementation of YaRN does (Peng et al. 2024, §3.2, where it is along their turns). With
    /// <see cref="Lengthen"/> by <c>0.1 ln(factor) + 1</c>, it is all of YaRN (§3.4).
    /// </summary>
    /// <param name="factor">By what the last features are slowed down.</param>
    /// <param name="trainedLength">The number of tokens that the model was pretrained on.</param>
    /// <param name="fastTurns">Features with this many turns in the trained length, and those before them, are kept (β).</param>
    /// <param name="slowTurns">Features with this many turns, and those behind them, are slowed down (α).</param>
    /// <param name="roundsFeatures">Whether the two limits are widened to whole features, as in the implementation of the paper.</param>
    public RotaryPositions InterpolateByParts(
        double factor, int trainedLength, double fastTurns = 32, double slowTurns = 1, bool roundsFeatures = true)
    {
        var (first, last) = (FindFeature(fastTurns), FindFeature(slowTurns));
        if (roundsFeatures)
            (first, last) = (Math.Floor(first), Math.Ceiling(last));

        (first, last) = (Math.Max(first, 0), Math.Min(last, HeadWidth - 1));
        var span = last > first ? last - first : 0.001;
        return new(this, [.. frequencies.Select((frequency, index) =>
        {
            var slowed = Math.Clamp((index - first) / span, 0, 1);
            return (float)((slowed * frequency / factor) + ((1 - slowed) * frequency));
        })]);

        // The feature that turns so often: trained length · θ^(−2i/width) = 2π · turns, solved for i.
        double FindFeature(double turns) => HeadWidth * Math.Log(trainedLength / (turns * 2 * Math.PI)) / (2 * Math.Log(theta));
    }

    /// <summary>Multiplies rotated queries and keys, and so the scores by the square (YaRN, Peng et al. 2024, §3.3: √(1/t)).</summary>
    /// <param name="factor">The factor.</param>
    public RotaryPositions Lengthen(double factor) => new(this, frequencies, factor, growth, TrainedLength);

    /// <summary>
    /// Raises θ by the length of each text that is longer than the trained length (dynamic NTK scaling, Peng et al. 2024, §3.1 and App.
    /// B.1): <c>θ · (factor · length / trained length − (factor − 1))^(width / (width − 2))</c>.
    /// </summary>
    /// <param name="factor">The factor.</param>
    /// <param name="trainedLength">The number of tokens that the model was pretrained on.</param>
    /// <returns>
    /// Rotations of which a longer text has its own. As they differ with every token that follows, it has no cached keys: a pass with a
    /// <see cref="KeyValueCache"/> refuses it, and generation that could become longer computes all tokens anew.
    /// </returns>
    public RotaryPositions StretchLongTexts(double factor, int trainedLength) => new(this, frequencies, 1, factor, trainedLength);

    /// <summary>Computes the angles of positions.</summary>
    /// <param name="positions">Positions, int64 <c>[rows, tokens]</c>.</param>
    /// <param name="dtype">The element type of the results.</param>
    /// <param name="lengths">
    /// The number of tokens in the text of each token, int64 <c>[rows, tokens]</c> or <c>[rows, 1]</c>, if rotations depend on it.
    /// </param>
    /// <returns>Cosine and sine, <c>[rows, 1, tokens, head width / 2]</c>, owned by the caller.</returns>
    internal (Tensor Cosine, Tensor Sine) ComputeAngles(Tensor positions, ScalarType dtype, Tensor? lengths = null)
    {
        using var scope = NewDisposeScope();
        var turns = lengths is null ? tensor(frequencies, device: positions.device) : ComputeFrequencies(lengths);
        var angles = (positions.to_type(ScalarType.Float32).unsqueeze(-1) * turns).unsqueeze(1);
        var (cosine, sine) = (angles.cos(), angles.sin());
        if (length != 1)
            (cosine, sine) = (cosine * length, sine * length);

        return (cosine.to_type(dtype).MoveToOuterDisposeScope(), sine.to_type(dtype).MoveToOuterDisposeScope());
    }

    // θ^(−2i/width), times (factor · length / trained length − (factor − 1))^(−2i / (width − 2)).
    private Tensor ComputeFrequencies(Tensor lengths)
    {
        var trained = TrainedLength!.Value;
        var stretched = (lengths.clamp_min(trained).to_type(ScalarType.Float64) * (growth / trained)) - (growth - 1);
        var powers = arange(0, frequencies.Length, ScalarType.Float64, lengths.device) * (-2.0 / Math.Max(1, HeadWidth - 2));
        return (stretched.unsqueeze(-1).pow(powers) * tensor(frequencies, device: lengths.device)).to_type(ScalarType.Float32);
    }
}
