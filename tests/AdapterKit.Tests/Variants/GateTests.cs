namespace AdapterKit.Tests;

/// <summary>Gates average over the real tokens of a text, or over padding, too.</summary>
public sealed class GateTests : IDisposable
{
    private readonly Backbone backbone = TinyBert.Load();

    public static TheoryData<string> Kinds => ["extended-bottleneck", "gated-lora", "prefix", "computed-prefix"];

    public void Dispose() => backbone.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Over_real_tokens_the_answer_does_not_depend_on_padding(string kind) =>
        Assert.True(Distance(kind, Gating.RealTokens) < 1e-5);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Over_all_positions_it_does(string kind) => Assert.True(Distance(kind, Gating.AllPositions) > 1e-4);

    [Fact]
    public void A_text_without_a_token_has_a_gate()
    {
        using var scope = NewDisposeScope();
        var gate = nn.Linear(4, 1);
        var gates = Gates.Compute(gate, Gating.RealTokens, randn(2, 3, 4), zeros(2, 3, dtype: ScalarType.Bool));

        Assert.True(gates.isfinite().all().ToBoolean());
    }

    [Fact]
    public void LoRA_without_a_gate_is_another_variant() => Assert.Contains(
        "needs a gate",
        Assert.Throws<ArgumentException>(() => GatedLoraAdapter.Variant.CreateProjection(
            new AdapterShape(4), new GatedLoraOptions { Gating = Gating.None })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void An_attention_that_keeps_its_input_to_itself_is_told()
    {
        using var scope = NewDisposeScope();
        using var task = Create("prefix", Gating.RealTokens);
        using var batch = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var pass = task.Plan.BeginPass(batch);
        var heads = randn(1, 2, 3, backbone.Width / 2);

        Assert.Contains(
            "Pass it as the last argument of AdapterPass.Attend",
            Assert.Throws<InvalidOperationException>(() => pass.Attend(0, heads, heads, heads, dropout: 0)).Message,
            StringComparison.Ordinal);
    }

    // Between a text alone and the same text beside a longer one.
    private double Distance(string kind, Gating gating)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var task = Create(kind, gating);
        foreach (var parameter in task.parameters())
            parameter.normal_(0, 0.3);

        using var alone = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var padded = TokenBatch.Pad([[5, 6, 7], [8, 9, 10, 11, 12, 13]], padId: 0);
        return (task.Forward(alone)[0] - task.Forward(padded)[0]).abs().max().ToDouble();
    }

    private TaskAdapter Create(string kind, Gating gating)
    {
        var (variant, options) = kind switch
        {
            "extended-bottleneck" => (
                ExtendedBottleneckAdapter.Variant, (VariantOptions)new ExtendedBottleneckOptions { Bottleneck = 4, Gating = gating }),
            "gated-lora" => (GatedLoraAdapter.Variant, new GatedLoraOptions { Gating = gating }),
            "prefix" => (PrefixAdapter.Variant, new PrefixOptions { Gating = gating }),
            _ => (ComputedPrefixAdapter.Variant, new ComputedPrefixOptions { Units = 5, Gating = gating }),
        };
        return AnyTask.Named("any").Create(backbone, new(variant) { Options = options, TuneNorms = false });
    }
}
