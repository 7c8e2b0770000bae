using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>What the layers of an encoder-decoder consist of, and what they refuse.</summary>
public sealed class SequenceComponentTests
{
    [Fact]
    public void Cross_attention_needs_a_source()
    {
        using var scope = NewDisposeScope();
        using var attention = new CrossAttention(8, 2);
        using var backbone = TinyBert.Load();
        using var plan = backbone.Compile(Setup.Bare, []);
        using var batch = TokenBatch.Pad([[5, 6]], padId: 0);
        using var pass = plan.BeginPass(batch);

        Assert.Null(pass.Source);
        var refusal = Assert.Throws<InvalidOperationException>(() => attention.call(zeros(1, 2, 8), pass));
        Assert.Contains("no source", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cross_attention_has_no_positions()
    {
        Assert.Throws<ArgumentException>(() => new CrossAttention(8, 2, new AttentionOptions { IsCausal = true }));
        Assert.Throws<ArgumentException>(() => new CrossAttention(8, 2, new AttentionOptions { Rotary = new RotaryPositions(4) }));
        Assert.Throws<ArgumentException>(() => new CrossAttention(9, 2));
        Assert.Throws<ArgumentException>(() => new CrossAttention(8, 2).GetPart("qkv"));
    }

    /// <summary>
    /// 4 of 8 ranges are for later keys; of the 4 of one side, distances 0 and 1 have their own, and all from 16 on have the last.
    /// </summary>
    [Fact]
    public void Distances_share_ranges_the_longer_they_are()
    {
        using var scope = NewDisposeScope();
        using var bias = new RelativePositionBias(heads: 1, ranges: 8, maxDistance: 16);
        using var causal = new RelativePositionBias(heads: 1, ranges: 8, maxDistance: 16, isCausal: true);
        using (no_grad())
        {
            bias.parameters().Single().copy_(arange(8).unsqueeze(1));
            causal.parameters().Single().copy_(arange(8).unsqueeze(1));
        }

        var (query, keys) = (tensor([20L], [1, 1]), tensor([0L, 4, 5, 14, 18, 19, 20, 21, 22, 40], [1, 10]));
        Assert.Equal([3f, 3, 3, 3, 2, 1, 0, 5, 6, 7], bias.call(query, keys).data<float>().ToArray());
        Assert.Equal([7f, 7, 7, 5, 2, 1, 0, 0, 0, 0], causal.call(query, keys).data<float>().ToArray());
        Assert.Throws<ArgumentException>(() => new RelativePositionBias(1, ranges: 3));
        Assert.Throws<ArgumentException>(() => new RelativePositionBias(1, ranges: 32, maxDistance: 8));
        Assert.Throws<ArgumentException>(() => new SelfAttention(8, 2, new AttentionOptions { RelativeBias = bias }));
    }

    [Fact]
    public void A_batch_has_as_many_targets_as_texts()
    {
        using var texts = TokenBatch.Pad([[5, 6], [7]], padId: 0);
        using var targets = TokenBatch.Pad([[1], [2, 3]], padId: 0);
        using var one = TokenBatch.Pad([[1]], padId: 0);
        var both = texts.WithTarget(targets);
        both.Dispose();

        Assert.Equal(2, texts.Ids.size(1)); // Each batch is disposed of on its own.
        Assert.Equal(2, targets.Count);
        Assert.Throws<ArgumentException>(() => texts.WithTarget(one));
        using var again = texts.WithTarget(targets);
        Assert.Throws<ArgumentException>(() => texts.WithTarget(again));
    }

    [Fact]
    public void Stacks_that_do_not_fit_are_refused()
    {
        using var t5 = PeerModel.Named("t5").LoadBare();
        using var bert = TinyBert.Load();
        using var plan = t5.Compile(Setup.Bare, []);
        using var other = t5.Compile(Setup.Bare, []);
        using var ofBert = bert.Compile(Setup.Bare, []);
        using var batch = TokenBatch.Pad([[5, 6], [7, 8]], padId: 0);
        using var one = TokenBatch.Pad([[1]], padId: 0);
        using var source = t5.EncodeSource(batch, plan);
        using var cache = new KeyValueCache();

        Assert.Throws<ArgumentException>(() => bert.EncodeSource(batch, ofBert));
        Assert.Throws<ArgumentException>(() => t5.Decode(source, batch, other));
        Assert.Throws<ArgumentException>(() => t5.Decode(source, one, plan));
        Assert.Throws<InvalidOperationException>(() => t5.Encode(batch, plan, cache));
        Assert.Throws<NotSupportedException>(() => t5.Truncate(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => t5.EncodePrefix(batch, 3));
        Assert.Equal(2, plan.FirstLayer);
    }

    /// <summary>Without a target, the decoder reads the text one token behind: what it would read with that target.</summary>
    [Theory]
    [InlineData("t5", 0)]
    [InlineData("bart", 2)]
    public void Without_a_target_the_decoder_reads_the_text(string name, int start)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = PeerModel.Named(name).LoadBare();
        using var text = TokenBatch.Pad([[5, 6, 7]], padId: 0);
        using var target = TokenBatch.Pad([[start, 5, 6]], padId: 0);
        using var both = text.WithTarget(target);

        Tensors.AssertClose(backbone.Encode(text), backbone.Encode(both), 0, "the output");
        Tensors.AssertClose(backbone.PooledFeatures(text), backbone.Encode(both)[.., -1], 0, "the last token");
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var peer = new PeerCase("t5_mam");
        foreach (var task in peer.Tasks)
            task.Freeze();

        using var plan = peer.Compile(PlanPurpose.Inference);
        using var batch = peer.Golden.Batch();
        using var target = peer.Golden.Target();

        NativeTensors.NoneLeftBehind(() => peer.Backbone.Encode(batch, plan).Dispose());
        NativeTensors.NoneLeftBehind(() =>
        {
            using var cache = new KeyValueCache();
            using var source = peer.Backbone.EncodeSource(batch, plan);
            peer.Backbone.Decode(source, target, plan, cache).Dispose();
        });
    }
}
