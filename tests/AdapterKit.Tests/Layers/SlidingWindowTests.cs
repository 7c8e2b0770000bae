using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>A token attends to itself and to the tokens of its window before it, by their positions.</summary>
public sealed class SlidingWindowTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    /// <summary>The band is written out, score by score.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Attention_is_that_under_a_band(int seed)
    {
        manual_seed(seed);
        var any = new Random(seed);
        var (window, tokens, rows) = (any.Next(1, 7), any.Next(1, 12), any.Next(1, 4));
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var rotary = any.Next(2) == 0 ? null : new RotaryPositions(4);
        using var attention = new SelfAttention(
            16, 4, new AttentionOptions { IsCausal = true, Window = window, KeyValueHeads = 2, Rotary = rotary });
        int[] lengths = [tokens, .. Enumerable.Range(1, rows - 1).Select(_ => any.Next(1, tokens + 1))];
        using var batch = TokenBatch.Pad([.. lengths.Select(length => Enumerable.Repeat(1, length).ToArray())], padId: 0);
        using var pass = new BarePass([], batch, ScalarType.Float32);
        var x = randn(rows, tokens, 16);
        var actual = attention.call(x, pass);

        var parts = attention.Projection.call(x).view(rows, tokens, 8, 4).transpose(1, 2).split([4, 2, 2], 1);
        var (queries, keys, values) = (Rotate(parts[0]), Rotate(parts[1]).repeat_interleave(2, 1), parts[2].repeat_interleave(2, 1));
        var scores = queries.matmul(keys.transpose(2, 3)) / 2;
        for (var row = 0; row < rows; row++)
        {
            for (var query = 0; query < tokens; query++)
            {
                for (var key = 0; key < tokens; key++)
                {
                    if (key > query || query - key >= window || key >= lengths[row])
                        scores[row, .., query, key] = double.NegativeInfinity;
                }
            }
        }

        var mixed = scores.softmax(-1).matmul(values).transpose(1, 2).reshape(rows, tokens, 16);
        var expected = attention.Output.call(mixed);
        for (var row = 0; row < rows; row++)
        {
            var real = lengths[row];
            Tensors.AssertClose(
                actual[row].narrow(0, 0, real), expected[row].narrow(0, 0, real), 1e-5, $"window {window}, row {row} of {real} tokens");
        }

        Tensor Rotate(Tensor heads) => rotary is null ? heads : pass.Rotate(heads, rotary);
    }

    /// <summary>Each row has another adapter and another length, and is followed by tokens one at a time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(20)]
    public void Rows_that_continue_beyond_the_window_are_as_if_computed_anew(int window)
    {
        manual_seed(window);
        using var backbone = new TinyDecoder(window: window);
        using var lora = Create(backbone, "lora", new AdapterSet(LoraAdapter.Variant));
        using var prefix = Create(backbone, "prefix", new AdapterSet(PrefixAdapter.Variant));
        using var bottleneck = Create(backbone, "bottleneck", new AdapterSet(BottleneckAdapter.Variant));
        using var plan = backbone.Compile(
            Setup.BatchSplit("lora", "prefix", "bottleneck", Setup.Bare), [lora, prefix, bottleneck], PlanPurpose.Inference);
        int[][] prompts = [[5], [6, 7, 8, 9, 10, 11, 12], [13, 14], [15, 16, 17, 18]];
        var options = new GenerationOptions { MaxNewTokens = 12 };
        var together = backbone.Generate(prompts, plan, options);

        Assert.Equal(backbone.Generate(prompts, plan, options with { UsesCache = false }), together);
        Assert.Equal(
            backbone.Generate(prompts, plan, options with { Beams = 3, UsesCache = false }),
            backbone.Generate(prompts, plan, options with { Beams = 3 }));
        foreach (var (row, setup) in new[] { "lora", "prefix", "bottleneck", Setup.Bare }.Index())
        {
            using var alone = backbone.Compile(setup, [lora, prefix, bottleneck]);
            Assert.Equal(backbone.Generate([prompts[row]], alone, options)[0], together[row]);
        }
    }

    /// <summary>Two of three layers see one token back each, so that the last token knows the two before it through them alone.</summary>
    [Fact]
    public void What_is_before_the_window_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var rotary = new RotaryPositions(8);
        using var layer = new TinyDecoderLayer(32, rotary, window: 3);
        using var stack = new AdaptedStack([layer]);
        using var batch = TokenBatch.Pad([[1, 1, 1, 1, 1, 1]], padId: 0);
        using var pass = new BarePass(stack.Sites, batch, ScalarType.Float32);
        var x = randn(1, 6, 32);
        var changed = x.clone();
        changed[0, 2] += 1;
        var difference = (stack.call(changed, pass) - stack.call(x, pass)).abs().amax([0, 2]);

        Assert.Equal([false, false, true, true, true, false], difference.gt(1e-4).data<bool>().ToArray());
        NativeTensors.NoneLeftBehind(() =>
        {
            using var again = new BarePass(stack.Sites, batch, ScalarType.Float32);
            stack.call(x, again).Dispose();
        });
    }

    [Fact]
    public void A_window_that_cannot_be_is_refused()
    {
        Assert.Contains("A window of 0 tokens", Refuse(new() { IsCausal = true, Window = 0 }), StringComparison.Ordinal);
        Assert.Contains("needs causal attention", Refuse(new() { Window = 4 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new CrossAttention(8, 2, new AttentionOptions { Window = 4 }));

        static string Refuse(AttentionOptions options) =>
            Assert.Throws<ArgumentException>(() => new SelfAttention(8, 2, options)).Message;
    }

    private static AnyTask Create(Backbone backbone, string name, AdapterSet set)
    {
        var task = AnyTask.Named(name).Create(backbone, new([set]));
        using var frozen = no_grad();
        foreach (var parameter in task.parameters())
            nn.init.normal_(parameter, 0, 0.3);

        task.eval();
        return (AnyTask)task;
    }
}
