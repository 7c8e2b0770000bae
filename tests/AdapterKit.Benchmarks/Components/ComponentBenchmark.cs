namespace AdapterKit.Benchmarks;

/// <summary>Times the components of a LLaMA layer and the ways to write them out.</summary>
internal sealed class ComponentBenchmark : IDisposable
{
    // A component takes less time than a clock can tell from noise.
    private const int RunsPerRound = 10;

    private static readonly LlamaConfig Geometry = new()
    {
        Vocabulary = 100,
        Hidden = 768,
        Layers = 1,
        Heads = 12,
        KeyValueHeads = 4,
        Intermediate = 64,
        Positions = 1024,
    };

    private readonly LlamaModel backbone = new(Geometry, new PretrainedIdentity("llama", "random"));
    private readonly AdapterPlan plan;
    private readonly TokenBatch batch;
    private readonly Tensor hidden;

    public ComponentBenchmark(int rows, int tokens)
    {
        foreach (var parameter in backbone.parameters())
            parameter.requires_grad = false;

        backbone.eval();
        plan = backbone.Compile(Setup.Bare, []);
        batch = TokenBatch.Pad([.. Enumerable.Range(0, rows).Select(_ => Enumerable.Repeat(1, tokens).ToArray())], padId: 0);
        hidden = randn(rows, tokens, Geometry.Hidden);
    }

    /// <summary>Runs all rounds.</summary>
    /// <returns>The rows of a table.</returns>
    public IEnumerable<string[]> Run(InterleavedMeasurement measurement)
    {
        using var norm = new RmsNorm(Geometry.Hidden);
        var weight = norm.parameters().Single();
        yield return Compare(
            measurement,
            new Contender("RmsNorm", () => norm.call(hidden)),
            new Contender("x · rsqrt(mean(x²) + ε) · w", () => WriteNorm(norm, weight)),
            new Contender("x / vector_norm(x) · √n · w", () => WriteNormByLength(norm, weight)));

        var attention = backbone.named_modules().Select(entry => entry.module).OfType<SelfAttention>().Single();
        var rotary = attention.Options.Rotary!;
        using var heads = randn(hidden.size(0), Geometry.Heads, hidden.size(1), rotary.HeadWidth);
        using var pass = plan.BeginPass(batch);
        var (cosine, sine) = WriteAngles(rotary.HeadWidth);
        yield return Compare(
            measurement,
            new Contender("rotary positions", () => pass.Rotate(heads, rotary)),
            new Contender("x · cos + rotate_half(x) · sin", () => WriteRotation(heads, cosine, sine)),
            new Contender("halves, each by cos and sin", () => WriteRotationByHalves(heads, cosine, sine)));
        yield return Compare(
            measurement,
            new Contender("attention: causal, grouped, rotated", () => RunAttention(attention)),
            new Contender("linear, scaled_dot_product_attention, linear", () => WriteAttention(attention, cosine, sine)));
    }

    public void Dispose()
    {
        hidden.Dispose();
        batch.Dispose();
        plan.Dispose();
        backbone.Dispose();
    }

    private static string[] Compare(InterleavedMeasurement measurement, Contender own, params Contender[] written)
    {
        foreach (var other in written)
            Agreement.Require(own, other);

        var (repeated, others) = (Repeat(own), written.Select(Repeat).ToArray());
        var timings = measurement.Run([repeated, .. others]);
        var best = others.MinBy(timings.Median)!;
        return
        [
            own.Name,
            $"{timings.Median(repeated) / RunsPerRound:0.000}",
            best.Name,
            $"{timings.Median(best) / RunsPerRound:0.000}",
            timings.Ratio(repeated, best).ToString(),
        ];
    }

    private static Contender Repeat(Contender contender) => new(contender.Name, () =>
    {
        for (var run = 1; run < RunsPerRound; run++)
            contender.Run().Dispose();

        return contender.Run();
    });

    private Tensor RunAttention(SelfAttention attention)
    {
        using var pass = plan.BeginPass(batch);
        return attention.call(hidden, pass);
    }

    private Tensor WriteNorm(RmsNorm norm, Tensor weight)
    {
        using var scope = NewDisposeScope();
        return (hidden * hidden.square().mean([-1], keepdim: true).add_(norm.Eps).rsqrt_()).mul_(weight).MoveToOuterDisposeScope();
    }

    private Tensor WriteNormByLength(RmsNorm norm, Tensor weight)
    {
        using var scope = NewDisposeScope();
        var length = linalg.vector_norm(hidden, dims: [-1], keepdim: true).pow_(2).div_(hidden.size(-1)).add_(norm.Eps).rsqrt_();
        return (hidden * length).mul_(weight).MoveToOuterDisposeScope();
    }

    private (Tensor Cosine, Tensor Sine) WriteAngles(int width)
    {
        using var scope = NewDisposeScope();
        var frequencies = pow(Geometry.RopeTheta, arange(0, width, 2, ScalarType.Float32) / -width);
        var angles = outer(arange(hidden.size(1), ScalarType.Float32), frequencies);
        var whole = cat([angles, angles], -1);
        return (whole.cos().MoveToOuterDisposeScope(), whole.sin().MoveToOuterDisposeScope());
    }

    private static Tensor WriteRotation(Tensor x, Tensor cosine, Tensor sine)
    {
        using var scope = NewDisposeScope();
        var halves = x.chunk(2, -1);
        return (x * cosine).add_(cat([-halves[1], halves[0]], -1).mul_(sine)).MoveToOuterDisposeScope();
    }

    private static Tensor WriteRotationByHalves(Tensor x, Tensor cosine, Tensor sine)
    {
        using var scope = NewDisposeScope();
        var (halves, half) = (x.chunk(2, -1), x.size(-1) / 2);
        var (c, s) = (cosine.narrow(-1, 0, half), sine.narrow(-1, 0, half));
        var (first, second) = ((halves[0] * c).addcmul_(halves[1], s, -1), (halves[1] * c).addcmul_(halves[0], s, 1));
        return cat([first, second], -1).MoveToOuterDisposeScope();
    }

    private Tensor WriteAttention(SelfAttention attention, Tensor cosine, Tensor sine)
    {
        using var scope = NewDisposeScope();
        var groups = Geometry.Heads / Geometry.KeyValueHeads;
        var heads = attention.Projection.call(hidden)
            .view(hidden.size(0), hidden.size(1), -1, Geometry.Hidden / Geometry.Heads)
            .transpose(1, 2)
            .split([Geometry.Heads, Geometry.KeyValueHeads, Geometry.KeyValueHeads], 1);
        var mixed = nn.functional.scaled_dot_product_attention(
            WriteRotation(heads[0], cosine, sine),
            WriteRotation(heads[1], cosine, sine).repeat_interleave(groups, 1),
            heads[2].repeat_interleave(groups, 1),
            is_casual: true);
        return attention.Output.call(mixed.transpose(1, 2).flatten(2)).MoveToOuterDisposeScope();
    }
}
