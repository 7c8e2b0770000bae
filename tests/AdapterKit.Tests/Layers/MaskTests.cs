namespace AdapterKit.Tests;

/// <summary>Padding has no influence, whatever the type of the hidden states.</summary>
public sealed class MaskTests
{
    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.Float64, 1e-12)]
    [InlineData(ScalarType.BFloat16, 0.1)]
    public void A_padded_text_has_the_hidden_states_of_the_text_alone(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        backbone.to(type);
        task.to(type);
        using var alone = TokenBatch.Pad([[5, 6]], padId: 0);
        using var padded = TokenBatch.Pad([[5, 6], [7, 8, 9, 10, 11]], padId: 0);

        Tensors.AssertClose(backbone.Encode(padded)[0].narrow(0, 0, 2), backbone.Encode(alone)[0], tolerance, "the bare backbone");
        Tensors.AssertClose(
            backbone.Encode(padded, task.Plan)[0].narrow(0, 0, 2), backbone.Encode(alone, task.Plan)[0], tolerance, "the task");
        Assert.Equal(type, backbone.Encode(padded, task.Plan).dtype);

        using var pass = task.Plan.BeginPass(padded, type);
        Assert.Equal(type, pass.AttentionMask!.dtype);
    }

    [Fact]
    public void A_text_without_tokens_has_finite_hidden_states()
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyBert.Load();
        using var batch = TokenBatch.Pad([[], [5, 6]], padId: 0);

        Assert.True(backbone.Encode(batch).isfinite().all().ToBoolean());
    }
}
