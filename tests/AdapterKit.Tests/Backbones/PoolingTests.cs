using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Pooling against a plain loop over the real tokens of a text.</summary>
public sealed class PoolingTests : IDisposable
{
    private const int Width = 5;
    private const float Padding = 1e6f;

    private readonly DisposeScope scope = NewDisposeScope();

    public static TheoryData<Pooling> All => [.. Enum.GetValues<Pooling>()];

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public void A_text_is_pooled_over_its_real_tokens(Pooling pooling)
    {
        using var batch = TokenBatch.Pad([[5, 6, 7, 8], [9], [10, 11], [12, 13, 14]], padId: 0);
        var hidden = Draw(batch);
        var pooled = pooling.Apply(hidden, batch);
        var lengths = batch.Mask.sum(1).data<long>().ToArray();

        Assert.Equal([4, Width], pooled.shape);
        for (var row = 0; row < 4; row++)
        {
            for (var feature = 0; feature < Width; feature++)
            {
                var values = Enumerable.Range(0, (int)lengths[row]).Select(token => hidden[row, token, feature].ToSingle()).ToArray();
                Assert.Equal(PoolByLoop(pooling, values), pooled[row, feature].ToSingle(), 1e-6f);
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_gradient_reaches_padding(Pooling pooling)
    {
        using var batch = TokenBatch.Pad([[5, 6, 7], [9]], padId: 0);
        var hidden = Draw(batch).requires_grad_();
        pooling.Apply(hidden, batch).sum().backward();

        Assert.Equal(2 * Width, hidden.grad!.sum().ToDouble(), 1e-5);
        Assert.Equal(0, hidden.grad.masked_select(batch.Mask.logical_not().unsqueeze(-1)).count_nonzero().ToInt64());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_text_without_tokens_has_finite_features_of_the_same_type(Pooling pooling)
    {
        using var batch = TokenBatch.Pad([[], [5, 6]], padId: 0);
        foreach (var type in new[] { ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16 })
        {
            var pooled = pooling.Apply(Draw(batch).to_type(type), batch);

            Assert.Equal(type, pooled.dtype);
            Assert.True(pooled.isfinite().all().ToBoolean());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_native_tensor_is_left_behind(Pooling pooling)
    {
        using var batch = TokenBatch.Pad([[5, 6, 7], [9]], padId: 0);
        var hidden = Draw(batch);

        NativeTensors.NoneLeftBehind(() => pooling.Apply(hidden, batch).Dispose());
    }

    [Fact]
    public void A_model_pools_as_its_identity_says()
    {
        using var batch = TokenBatch.Pad([[5, 6, 7], [9]], padId: 0);
        using var model = new BertModel(TinyBert.Config, pooling: Pooling.Max);
        var hidden = model.Encode(batch);

        Tensors.AssertClose(model.PooledFeatures(batch), Pooling.Max.Apply(hidden, batch), 0, "the features");
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Pooling)9).Apply(hidden, batch));
    }

    // All below zero, so that neither a zero nor padding goes for the largest value.
    private static Tensor Draw(TokenBatch batch)
    {
        manual_seed(1);
        return (-rand(batch.Ids.size(0), batch.Ids.size(1), Width)).masked_fill(batch.Mask.logical_not().unsqueeze(-1), Padding);
    }

    private static float PoolByLoop(Pooling pooling, float[] values) => pooling switch
    {
        Pooling.FirstToken => values[0],
        Pooling.Mean => values.Sum() / values.Length,
        Pooling.Max => values.Max(),
        _ => values[^1],
    };
}
