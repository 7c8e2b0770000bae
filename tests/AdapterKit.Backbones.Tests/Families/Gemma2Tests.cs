namespace AdapterKit.Backbones.Tests;

/// <summary>Gemma 2 against its formulas, written out in double precision over the published keys.</summary>
public sealed class Gemma2Tests
{
    private const int Tokens = 6;

    private static readonly Gemma2Config Config = new()
    {
        Vocabulary = 20,
        Hidden = 12,
        Layers = 2,
        Heads = 4,
        KeyValueHeads = 2,
        HeadWidth = 4,
        Intermediate = 10,
        Positions = 16,
        SlidingWindow = 3,
        ScaledWidth = 9,
        ScoreCap = 2,
        LogitCap = 1.5,
        RopeTheta = 100,
    };

    [Theory]
    [InlineData("{}", 50.0, 30.0)]
    [InlineData("""{ "attn_logit_softcapping": null, "final_logit_softcapping": 20 }""", null, 20.0)]
    [InlineData("""{ "final_logit_softcapping": null }""", 50.0, null)]
    public void A_configuration_may_have_no_limits(string json, double? scores, double? logits)
    {
        var config = ConfigReader.Parse("config.json", json).Read<Gemma2Config>();

        Assert.Equal((scores, logits), (config.ScoreCap, config.LogitCap));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(true, "full_attention", "sliding_attention")]
    [InlineData(true, "sliding_attention", "sliding_attention")]
    public void Logits_are_those_of_the_formulas(bool isCapped, params string[] types)
    {
        manual_seed(3);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var config = Config with { LayerTypes = types };
        using var model = new Gemma2Model(
            isCapped ? config : config with { ScoreCap = null, LogitCap = null }, new PretrainedIdentity("gemma", "random"));
        using var weights = new PublishedWeights(model, "model.");
        using var batch = TokenBatch.Pad([[3, 5, 7, 11, 13, 17]], 0);

        var hidden = weights["model.embed_tokens.weight"][batch.Ids[0]] * Math.Sqrt(12);
        for (var layer = 0; layer < 2; layer++)
        {
            var key = $"model.layers.{layer}";
            var attended = Attend(Norm(hidden, $"{key}.input_layernorm"), $"{key}.self_attn", IsSliding(layer) ? 3 : Tokens);
            hidden += Norm(attended, $"{key}.post_attention_layernorm");
            var x = Norm(hidden, $"{key}.pre_feedforward_layernorm");
            var gated = PublishedWeights.Gelu(weights.Multiply(x, $"{key}.mlp.gate_proj")) * weights.Multiply(x, $"{key}.mlp.up_proj");
            hidden += Norm(weights.Multiply(gated, $"{key}.mlp.down_proj"), $"{key}.post_feedforward_layernorm");
        }

        hidden = Norm(hidden, "model.norm");
        var logits = Cap(hidden.matmul(weights["model.embed_tokens.weight"].t()), 1.5);
        var computed = model.Encode(batch);

        AssertClose(hidden, computed[0]);
        AssertClose(logits, model.ComputeTokenLogits(computed)[0]);

        bool IsSliding(int layer) => types.Length == 0 ? layer == 0 : types[layer] == "sliding_attention";

        Tensor Cap(Tensor x, double limit) => isCapped ? limit * (x / limit).tanh() : x;

        Tensor Norm(Tensor x, string key) => PublishedWeights.Normalize(x, 1 + weights[$"{key}.weight"]);

        Tensor Attend(Tensor x, string key, int window)
        {
            var (queries, keys, values) = (Split("q_proj"), Split("k_proj"), Split("v_proj"));
            List<Tensor> heads = [];
            for (var head = 0; head < 4; head++)
            {
                var scores = Rotate(queries[head]).matmul(Rotate(keys[head / 2]).t()) / 3;
                scores = Cap(scores, 2);
                for (var query = 0; query < Tokens; query++)
                {
                    for (var other = 0; other < Tokens; other++)
                    {
                        if (other > query || query - other >= window)
                            scores[query, other] = double.NegativeInfinity;
                    }
                }

                heads.Add(scores.softmax(-1).matmul(values[head / 2]));
            }

            return weights.Multiply(cat(heads, -1), $"{key}.o_proj");

            Tensor[] Split(string part) => weights.Multiply(x, $"{key}.{part}").chunk(part == "q_proj" ? 4 : 2, -1);
        }
    }

    /// <summary>Prompts pass through the same scale, and caches, windows and caps go together.</summary>
    [Fact]
    public void Rows_with_different_adapters_continue_as_they_do_alone()
    {
        manual_seed(5);
        using var model = new Gemma2Model(Config with { Positions = 40 }, new PretrainedIdentity("gemma", "random"));
        using var weights = new PublishedWeights(model, "model.");
        using var plan = model.Compile(Setup.BatchSplit(Setup.Bare, Setup.Bare), []);
        using var alone = model.Compile(Setup.Bare, []);
        var options = new GenerationOptions { MaxNewTokens = 12 };
        int[][] prompts = [[3, 5], [7, 11, 13, 17, 3, 5]];
        var together = model.Generate(prompts, plan, options);

        Assert.Equal(model.Generate(prompts, plan, options with { UsesCache = false }), together);
        Assert.Equal(model.Generate([prompts[0]], alone, options)[0], together[0]);
        using var scope = NewDisposeScope();
        using var batch = TokenBatch.Pad([[3, 5]], 0);
        using var table = model.Tables.Words.weight!;
        Assert.True(model.Embed(batch).allclose(model.EmbedVectors(table[batch.Ids], 0)));
        Assert.True(model.Embed(batch).allclose(model.EmbedWithChange(batch, zeros(1, 2, 12)), 1e-5, 1e-6));
    }

    private static Tensor Rotate(Tensor head)
    {
        var rotated = head.clone();
        for (var position = 0; position < Tokens; position++)
        {
            for (var feature = 0; feature < 2; feature++)
            {
                var angle = position * Math.Pow(100, -feature / 2.0);
                var (first, second) = (head[position, feature], head[position, feature + 2]);
                rotated[position, feature] = (first * Math.Cos(angle)) - (second * Math.Sin(angle));
                rotated[position, feature + 2] = (second * Math.Cos(angle)) + (first * Math.Sin(angle));
            }
        }

        return rotated;
    }

    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.InRange((expected - actual).abs().max().ToDouble(), 0, 1e-5 * Math.Max(1, expected.abs().max().ToDouble()));
}
