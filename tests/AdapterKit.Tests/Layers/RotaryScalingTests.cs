using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Rotations beyond the trained length, against the formulas of the papers written out in double precision.</summary>
public sealed class RotaryScalingTests
{
    /// <summary>
    /// YaRN (Peng et al. 2024): the features that turn 32 times and once in the trained length are searched for, not solved for; between
    /// the whole features around them, speeds pass linearly from θ_d to θ_d / s. Queries and keys are √(1/t) = 0.1 ln(s) + 1 long.
    /// </summary>
    [Theory]
    [InlineData(128, 10_000, 4096, 16)]
    [InlineData(64, 1_000_000, 32768, 4)]
    [InlineData(16, 100, 50, 2.5)]
    public void Yarn_slows_features_down_by_their_turns(int width, double theta, int trained, double factor)
    {
        var (first, last) = (Math.Floor(Search(32)), Math.Ceiling(Search(1)));
        var length = (0.1 * Math.Log(factor)) + 1;
        var speeds = Enumerable.Range(0, width / 2).Select(feature =>
        {
            var own = Math.Pow(theta, -2.0 * feature / width);
            var share = feature <= first ? 0 : feature >= last ? 1 : (feature - first) / (last - first);
            return ((1 - share) * own) + (share * own / factor);
        }).ToArray();

        var rotary = new RotaryPositions(width, theta).InterpolateByParts(factor, trained).Lengthen(length);

        AssertAngles(rotary, speeds, length, position: 37);
        if (theta == 10_000)
            Assert.Equal((20, 46), (first, last));

        // Turns fall with the feature, which may be in front of the first or behind the last.
        double Search(double turns)
        {
            var (low, high) = (-4.0 * width, 4.0 * width);
            for (var step = 0; step < 100; step++)
            {
                var middle = (low + high) / 2;
                var found = trained * Math.Pow(theta, -2 * middle / width) / (2 * Math.PI);
                (low, high) = found > turns ? (middle, high) : (low, middle);
            }

            return Math.Clamp(low, 0, width - 1);
        }
    }

    /// <summary>Limits may be within features, and a factor of 1 changes nothing.</summary>
    [Fact]
    public void Yarn_has_other_limits()
    {
        // Feature i has the speed 2^(−i/2), and so the two limits are the features 1.5 and 2.5.
        const int trained = 1000;
        var (fast, slow) = (trained * Math.Pow(2, -0.75) / (2 * Math.PI), trained * Math.Pow(2, -1.25) / (2 * Math.PI));
        var rotary = new RotaryPositions(8, theta: 4).InterpolateByParts(5, trained, fast, slow, roundsFeatures: false);

        AssertAngles(rotary, [1, Math.Pow(2, -0.5), 0.5 * ((0.5 / 5) + 0.5), Math.Pow(2, -1.5) / 5], 1, position: 3);
        AssertAngles(
            new RotaryPositions(8, theta: 4).InterpolateByParts(1, trained), [1, Math.Pow(2, -0.5), 0.5, Math.Pow(2, -1.5)], 1, 3);
    }

    /// <summary>Dynamic NTK scaling: b' = b · (s L/L₀ − (s − 1))^(d/(d−2)) for each text that is longer than L₀.</summary>
    [Fact]
    public void Each_long_text_has_the_base_of_its_length()
    {
        using var scope = NewDisposeScope();
        var rotary = new RotaryPositions(8, theta: 100).StretchLongTexts(factor: 2, trainedLength: 5);
        int[] lengths = [4, 9, 5, 7];
        using var batch = TokenBatch.Pad([.. lengths.Select(length => Enumerable.Repeat(1, length).ToArray())], padId: 0);
        using var pass = new BarePass([], batch, ScalarType.Float32);
        var (cosine, sine) = Rotate(pass, rotary, 4, 9, 8);

        foreach (var (row, tokens) in lengths.Index())
        {
            var theta = 100 * Math.Pow((2 * Math.Max(tokens, 5) / 5.0) - 1, 8.0 / 6);
            for (var position = 0; position < tokens; position++)
            {
                for (var feature = 0; feature < 4; feature++)
                {
                    var angle = position * Math.Pow(theta, -2.0 * feature / 8);
                    Assert.Equal(Math.Cos(angle), cosine[row, 0, position, feature].ToDouble(), 1e-5);
                    Assert.Equal(Math.Sin(angle), sine[row, 0, position, feature].ToDouble(), 1e-5);
                }
            }
        }
    }

    /// <summary>
    /// Rows of a batch do not stretch each other. A cache serves up to the trained length, and generation knows when it must do without.
    /// </summary>
    [Fact]
    public void Stretched_texts_continue_without_a_cache()
    {
        manual_seed(2);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = new TinyDecoder(rotary: new RotaryPositions(8).StretchLongTexts(factor: 4, trainedLength: 6));
        using var plan = backbone.Compile(Setup.Bare, []);
        using var one = backbone.Compile(Setup.Bare, []);
        int[][] prompts = [[5, 6], [7, 8, 9, 10]];
        var options = new GenerationOptions { MaxNewTokens = 8 };

        var together = backbone.Generate(prompts, plan, options);
        Assert.Equal(backbone.Generate(prompts, plan, options with { UsesCache = false }), together);
        Assert.Equal(backbone.Generate([prompts[0]], one, options)[0], together[0]);

        using var start = TokenBatch.Pad([[5, 6, 7, 8, 9]], padId: 0);
        using var cache = new KeyValueCache();
        using var sixth = TokenBatch.Continue([10], [5]);
        using var seventh = TokenBatch.Continue([11], [6]);
        using var whole = TokenBatch.Pad([[5, 6, 7, 8, 9, 10]], padId: 0);
        backbone.Encode(start, plan, cache);
        Tensors.AssertClose(
            backbone.Encode(sixth, plan, cache)[0, 0], backbone.Encode(whole, plan)[0, 5], 1e-5, "the last token of the trained length");
        var refusal = Assert.Throws<InvalidOperationException>(() => backbone.Encode(seventh, plan, cache));
        Assert.Contains("Beyond 6 tokens", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("UsesCache", refusal.Message, StringComparison.Ordinal);
        NativeTensors.NoneLeftBehind(() => backbone.Generate(prompts, plan, options));
    }

    private static void AssertAngles(RotaryPositions rotary, IReadOnlyList<double> speeds, double length, int position)
    {
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Continue([1], [position]);
        using var pass = new BarePass([], batch, ScalarType.Float32);
        var (cosine, sine) = Rotate(pass, rotary, 1, 1, rotary.HeadWidth);
        foreach (var (feature, speed) in speeds.Index())
        {
            Assert.Equal(length * Math.Cos(position * speed), cosine[0, 0, 0, feature].ToDouble(), 2e-5);
            Assert.Equal(length * Math.Sin(position * speed), sine[0, 0, 0, feature].ToDouble(), 2e-5);
        }
    }

    // Heads of (1, …, 1, 0, …, 0) are rotated to cosines and sines.
    private static (Tensor Cosine, Tensor Sine) Rotate(AdapterPass pass, RotaryPositions rotary, int rows, int tokens, int width)
    {
        var heads = cat([ones(rows, 1, tokens, width / 2), zeros(rows, 1, tokens, width / 2)], -1);
        var halves = pass.Rotate(heads, rotary).chunk(2, -1);
        return (halves[0], halves[1]);
    }
}
