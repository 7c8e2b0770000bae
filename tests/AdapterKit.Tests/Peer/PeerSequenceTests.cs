namespace AdapterKit.Tests;

/// <summary>The two stacks of encoder-decoders, one after the other.</summary>
public sealed class PeerSequenceTests
{
    public static TheoryData<string> Models => ["t5", "bart"];

    public static TheoryData<string> Cases => [.. PeerCases.Adapters.Where(
        name => name.StartsWith("t5_", StringComparison.Ordinal) || name.StartsWith("bart_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_layer_of_the_decoder_matches(string model)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = new Golden($"{model}_base");
        using var backbone = golden.Model.Load();
        using var plan = backbone.Compile(Setup.Bare, []);
        using var batch = golden.Batch();
        using var source = backbone.EncodeSource(batch, plan);
        Tensors.AssertClose(source.Hidden, golden["out/encoder_last_hidden_state"], 1e-5, "the source");

        var stack = backbone.Encoder;
        var decoder = (IEncoderDecoder)backbone;
        for (var layers = 0; layers < stack.Layers.Count - stack.SourceLayers; layers++)
        {
            using var target = golden.Target();
            using var pass = plan.BeginPass(target, source: source);
            var hidden = stack.RunLayers(decoder.EmbedTarget(target), pass, stack.SourceLayers, layers);
            Tensors.AssertClose(hidden, golden[$"out/decoder_hidden_states.{layers}"], 1e-5, $"below layer {layers} of the decoder");
        }
    }

    /// <summary>One token after the other, under every plan; gates read whole texts and so have no cache.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Decoding_token_by_token_matches(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new PeerCase(name);
        using var plan = peer.Compile(PlanPurpose.Inference);
        using var batch = peer.Golden.Batch();
        using var target = peer.Golden.Target();
        using var source = peer.Backbone.EncodeSource(batch, plan);
        Tensors.AssertClose(
            peer.Backbone.Decode(source, target, plan), peer.Golden["out/last_hidden_state"], 1e-5, "the target at once");
        if (name.EndsWith("_unipelt", StringComparison.Ordinal))
        {
            using var refused = new KeyValueCache();
            Assert.Throws<InvalidOperationException>(() => peer.Backbone.Decode(source, target, plan, refused));
            return;
        }

        using var cache = new KeyValueCache(capacity: 2);
        var ids = target.Ids.data<long>().ToArray();
        var (rows, tokens) = (target.Count, (int)target.Ids.size(1));
        List<Tensor> steps = [];
        for (var token = 0; token < tokens; token++)
        {
            using var next = TokenBatch.Continue(
                [.. Enumerable.Range(0, rows).Select(row => (int)ids[(row * tokens) + token])], [.. Enumerable.Repeat(token, rows)]);
            steps.Add(peer.Backbone.Decode(source, next, plan, cache));
        }

        Assert.Equal(tokens, cache.Tokens);
        Tensors.AssertClose(cat(steps, 1), peer.Golden["out/last_hidden_state"], 1e-5, "the target token by token");
    }

    /// <summary>Tasks that differ in the encoder, in the decoder alone, or not at all.</summary>
    [Theory]
    [InlineData("t5_parallel2")]
    [InlineData("bart_parallel2")]
    public void Two_tasks_in_one_plan_answer_as_each_alone(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new PeerCase(name);
        using var batch = peer.Golden.Batch();
        var layers = peer.Backbone.Encoder;
        foreach (var drop in new[] { DropSet.None, DropSet.FirstLayers(layers.SourceLayers), DropSet.FirstLayers(layers.SourceLayers + 1) })
        {
            foreach (var purpose in new[] { PlanPurpose.Training, PlanPurpose.Inference })
            {
                using var both = peer.Backbone.Compile(Setup.Parallel("a", "b").Drop(drop), peer.Tasks, purpose);
                using var split = peer.Backbone.Compile(Setup.BatchSplit("b", "a", "b").Drop(drop), peer.Tasks, purpose);
                using var a = peer.Backbone.Compile(Setup.Of("a").Drop(drop), peer.Tasks, purpose);
                using var b = peer.Backbone.Compile(Setup.Of("b").Drop(drop), peer.Tasks, purpose);
                var (ofA, ofB) = (peer.Backbone.Encode(batch, a), peer.Backbone.Encode(batch, b));
                Tensors.AssertClose(peer.Backbone.Encode(batch, both), cat([ofA, ofB]), 1e-5, $"both tasks, {purpose}");
                Tensors.AssertClose(
                    peer.Backbone.Encode(batch, split),
                    stack([ofB[0], ofA[1], ofB[2]]),
                    1e-5,
                    $"a task for each row, {purpose}");
                using var source = peer.Backbone.EncodeSource(batch, split);
                using var target = peer.Golden.Target();
                Tensors.AssertClose(
                    peer.Backbone.Decode(source, target, split), stack([ofB[0], ofA[1], ofB[2]]), 1e-5, $"the stacks apart, {purpose}");
            }
        }
    }
}
