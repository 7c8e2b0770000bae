namespace AdapterKit.Backbones.Tests;

/// <summary>
/// T5 1.1 (gated networks, a head of its own) against its formulas, written out in double precision over the published keys.
/// </summary>
public sealed class GatedT5Tests
{
    private const int Heads = 2;
    private const int HeadWidth = 5;

    [Fact]
    public void Logits_are_those_of_the_formulas()
    {
        manual_seed(6);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var config = new T5Config
        {
            Vocabulary = 20,
            Hidden = 8,
            HeadWidth = HeadWidth,
            Intermediate = 14,
            Layers = 2,
            DecoderLayers = 2,
            Heads = Heads,
            Ranges = 6,
            MaxDistance = 9,
            FeedForward = "gated-gelu",
            IsTied = false,
        };
        using var model = new T5Model(config, new PretrainedIdentity("t5", "random"));
        using var weights = new PublishedWeights(model);
        using var texts = TokenBatch.Pad([[3, 5, 7, 11, 13]], 0);
        using var targets = TokenBatch.Pad([[0, 2, 4, 6]], 0);
        using var both = texts.WithTarget(targets);

        var words = weights["shared.weight"];
        var source = words[texts.Ids[0]];
        for (var layer = 0; layer < 2; layer++)
        {
            var key = $"encoder.block.{layer}.layer";
            source += Attend(Norm(source, $"{key}.0.layer_norm"), null, $"{key}.0.SelfAttention", Bias("encoder", 5, isCausal: false));
            source += Feed(Norm(source, $"{key}.1.layer_norm"), $"{key}.1.DenseReluDense");
        }

        source = Norm(source, "encoder.final_layer_norm");
        var hidden = words[targets.Ids[0]];
        for (var layer = 0; layer < 2; layer++)
        {
            var key = $"decoder.block.{layer}.layer";
            hidden += Attend(Norm(hidden, $"{key}.0.layer_norm"), null, $"{key}.0.SelfAttention", Bias("decoder", 4, isCausal: true));
            hidden += Attend(Norm(hidden, $"{key}.1.layer_norm"), source, $"{key}.1.EncDecAttention", null);
            hidden += Feed(Norm(hidden, $"{key}.2.layer_norm"), $"{key}.2.DenseReluDense");
        }

        hidden = Norm(hidden, "decoder.final_layer_norm");
        // A head of its own reads hidden states as they are; tied embeddings would read them divided by the root of the width.
        var logits = weights.Multiply(hidden, "lm_head");
        var computed = model.Encode(both);

        AssertClose(hidden, computed[0]);
        AssertClose(logits, model.ComputeTokenLogits(computed)[0]);

        Tensor Norm(Tensor x, string key) => PublishedWeights.Normalize(x, weights[$"{key}.weight"]);

        Tensor Feed(Tensor x, string key) => weights.Multiply(
            PublishedWeights.Gelu(weights.Multiply(x, $"{key}.wi_0")) * weights.Multiply(x, $"{key}.wi_1"), $"{key}.wo");

        Tensor Attend(Tensor x, Tensor? from, string key, Tensor? bias)
        {
            from ??= x;
            var queries = weights.Multiply(x, $"{key}.q").chunk(Heads, -1);
            var keys = weights.Multiply(from, $"{key}.k").chunk(Heads, -1);
            var values = weights.Multiply(from, $"{key}.v").chunk(Heads, -1);
            List<Tensor> heads = [];
            for (var head = 0; head < Heads; head++)
            {
                var scores = queries[head].matmul(keys[head].t());
                heads.Add((bias is null ? scores : scores + bias[head]).softmax(-1).matmul(values[head]));
            }

            return weights.Multiply(cat(heads, -1), $"{key}.o");
        }

        // Raffel et al. 2020: half of the ranges are exact; of the encoder's six, three are for later tokens.
        Tensor Bias(string stack, int tokens, bool isCausal)
        {
            var table = weights[$"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"];
            var bias = zeros(Heads, tokens, tokens, ScalarType.Float64);
            for (var query = 0; query < tokens; query++)
            {
                for (var key = 0; key < tokens; key++)
                {
                    var distance = key - query;
                    for (var head = 0; head < Heads; head++)
                    {
                        bias[head, query, key] = isCausal && distance > 0
                            ? double.NegativeInfinity
                            : table[FindRange(distance, isCausal), head];
                    }
                }
            }

            return bias;
        }
    }

    private static int FindRange(int distance, bool isCausal)
    {
        var ranges = isCausal ? 6 : 3;
        var (exact, far) = (ranges / 2, Math.Abs(distance));
        var first = !isCausal && distance > 0 ? ranges : 0;
        return first + (far < exact
            ? far
            : Math.Min(ranges - 1, exact + (int)(Math.Log((double)far / exact) / Math.Log(9.0 / exact) * (ranges - exact))));
    }

    private static void AssertClose(Tensor expected, Tensor actual) =>
        Assert.InRange((expected - actual).abs().max().ToDouble(), 0, 1e-5 * Math.Max(1, expected.abs().max().ToDouble()));
}
