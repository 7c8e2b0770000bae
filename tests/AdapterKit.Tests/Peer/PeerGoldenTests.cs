namespace AdapterKit.Tests;

/// <summary>Our formulas against the peer library's own numbers: every hidden value, every gradient, each task's logits.</summary>
public sealed class PeerGoldenTests
{
    public static TheoryData<string> Models => [.. PeerModel.Names];

    public static TheoryData<string> Cases => [.. PeerCases.Adapters];

    /// <summary>Those with gradients: prefixes that were computed once and for all have none.</summary>
    public static TheoryData<string> Trained => [.. PeerCases.Adapters.Where(name => !name.EndsWith("_ejected", StringComparison.Ordinal))];

    /// <summary>Invertible adapters of which the peer wrote the inverse down.</summary>
    public static TheoryData<string> Inverses => [.. PeerCases.Adapters.Where(name =>
    {
        using var golden = new Golden(name);
        return golden.Has("inv/x");
    })];

    public static TheoryData<string> Merged => [.. PeerCases.Merged];

    public static TheoryData<string> Heads => [.. PeerCases.Heads];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_bare_backbone_matches_in_every_layer(string model)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = new Golden($"{model}_base");
        using var backbone = golden.Model.Load();
        using var bare = backbone.Compile(Setup.Bare, []);
        using var batch = golden.Batch();
        var states = golden.Model.IsEncoderDecoder ? "out/encoder_hidden_states" : "out/hidden_states";
        for (var layer = 0; layer < backbone.Encoder.SourceLayers; layer++)
            Tensors.AssertClose(backbone.EncodePrefix(batch, layer), golden[$"{states}.{layer}"], 1e-5, $"below layer {layer}");

        Tensors.AssertClose(backbone.Encode(batch), golden["out/last_hidden_state"], 1e-5, "the output without a plan");
        Tensors.AssertClose(backbone.Encode(batch, bare), golden["out/last_hidden_state"], 1e-5, "the output of the bare plan");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Hidden_states_match_live_and_folded(string name)
    {
        using var peer = new PeerCase(name);
        using var live = peer.Compile(PlanPurpose.Training);
        using var folded = peer.Compile(PlanPurpose.Inference);

        peer.AssertOutput(live);
        peer.AssertOutput(folded);
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void Gradients_match(string name)
    {
        using var peer = new PeerCase(name);
        using var plan = peer.Compile(PlanPurpose.Training);

        peer.AssertGradients(plan);
    }

    /// <summary>
    /// Merged, the adapters compute what they compute alone. The peer's (IA)³ does not: merging, it forgets the bias.
    /// </summary>
    [Theory]
    [MemberData(nameof(Merged))]
    public void Merged_weights_match_and_change_no_output(string name)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var peer = new PeerCase(name);
        using var merged = peer.Compile(PlanPurpose.Inference);
        using var batch = peer.Golden.Batch();
        Tensors.AssertClose(peer.Backbone.Encode(batch, merged), peer.Golden["unmerged/last_hidden_state"], 1e-5, "the output");

        var task = Assert.Single(peer.Members);
        foreach (var site in peer.Backbone.Encoder.ProjectionSites.Where(site => task.AdapterAt(site) is not null))
        {
            var linear = peer.Backbone.Encoder.Projections[site.Projection];
            var weight = linear.weight.narrow(0, site.Part.FirstRow, site.Part.Rows).clone();
            var bias = linear.bias?.narrow(0, site.Part.FirstRow, site.Part.Rows).clone() ?? zeros(site.Part.Rows);
            Assert.True(task.AdapterAt(site)!.TryMerge(weight, bias));
            var expected = PeerAdapter.ReadMerged(site, peer.Backbone, peer.Golden);
            Tensors.AssertClose(weight, expected, 1e-6, $"the weight at {site}");
        }
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void Each_head_answers_its_own_rows(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new PeerCase(name);
        using var batch = peer.Golden.Batch();
        using var plan = peer.Compile(PlanPurpose.Training);
        using var answers = peer.Backbone.Forward(batch, plan);
        var first = 0;
        foreach (var (index, task) in peer.Members.Index())
        {
            var expected = peer.Golden.Has($"out/logits.{index}")
                ? peer.Golden[$"out/logits.{index}"]
                : stack([peer.Golden["out/start_logits"], peer.Golden["out/end_logits"]], dim: -1);
            var rows = (int)expected.size(0);
            Tensors.AssertClose(answers[task.Id], expected, 1e-5, $"the head of {task.Id}");
            Assert.Equal(Enumerable.Range(rows < batch.Count ? first : 0, rows), answers.RowsOf(task.Id));
            first += rows;
        }
    }

    [Fact]
    public void Beside_a_stack_that_the_peer_norms_twice_the_other_branch_matches()
    {
        using var scope = NewDisposeScope();
        using var peer = new PeerCase(PeerCases.WithNormAppliedTwice);
        using var batch = peer.Golden.Batch();
        using var plan = peer.Compile(PlanPurpose.Training);
        var hidden = peer.Backbone.Encode(batch, plan);
        Tensors.AssertClose(hidden.split(3)[1], peer.Golden["out/last_hidden_state"].split(3)[1], 1e-5, "the rows of c");
        hidden.square().sum().backward();
        peer.AssertGradients("grad/", 1e-5, among: ".c.");
    }

    [Fact]
    public void Every_case_is_there()
    {
        Assert.Equal([73, 19, 18, 19, 19, 19, 21], CountByModel(PeerCases.Adapters));
        Assert.Equal([3, 2, 2, 2, 2, 2, 2], CountByModel(PeerCases.Merged));
        Assert.Equal([10, 1, 2, 1, 1, 2, 2], CountByModel(PeerCases.Fusions));
        Assert.Equal([8, 1, 0, 1, 0, 0, 0], CountByModel(PeerCases.Trainings));

        IEnumerable<int> CountByModel(IEnumerable<string> names) =>
            PeerModel.Names.Select(model => names.Count(name => name.StartsWith(model + '_', StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Inverses))]
    public void Invertible_adapters_match_and_can_be_undone(string name)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new PeerCase(name);
        var site = Assert.Single(peer.Backbone.Encoder.EntrySites);
        var adapter = Assert.IsType<InvertibleAdapter>(peer.Members[0].AdapterAt(site));
        using var plan = peer.Compile(PlanPurpose.Inference);
        using var batch = peer.Golden.Batch();
        var (x, y) = (peer.Golden["inv/x"], peer.Golden["inv/y"]);

        Tensors.AssertClose(adapter.Enter(x), y, 1e-5, "the embeddings");
        Tensors.AssertClose(adapter.Invert(y), peer.Golden["inv/rev_y"], 1e-5, "the inverse");
        Tensors.AssertClose(plan.InvertEntry(y), x, 1e-5, "the inverse by the plan");
        Assert.Equal(0, plan.FirstLayer);
    }

    /// <summary>What an adapter of ours cannot do: it adds a change to the sub-layer's output, and the layer's norm follows.</summary>
    [Theory]
    [InlineData("bert_pfeiffer_no_orig_ln_after", "'original_ln_after' is false")]
    [InlineData("bert_pfeiffer_resid_after_ln", "'residual_before_ln' is false")]
    [InlineData("gpt2_pfeiffer_inv", "before positions are added")]
    public void What_has_no_counterpart_is_known(string name, string reason)
    {
        Assert.Contains(name, PeerCases.WithoutCounterpart);
        Assert.Contains(reason, Assert.ThrowsAny<Exception>(() => new PeerCase(name)).Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Beside a longer prefix, the peer fills a shorter one up with what takes part in its attention: it answers otherwise than alone.
    /// </summary>
    [Fact]
    public void Beside_a_shorter_prefix_the_longer_one_matches()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var peer = new PeerCase(PeerCases.WithShorterPrefixFilled);
        using var batch = peer.Golden.Batch();
        using var plan = peer.Compile(PlanPurpose.Inference);
        using var alone = peer.Backbone.Compile("b", peer.Tasks, PlanPurpose.Inference);
        var hidden = peer.Backbone.Encode(batch, plan).split(batch.Count);

        Tensors.AssertClose(
            hidden[0], peer.Golden["out/last_hidden_state"].split(batch.Count)[0], 1e-5, "the rows of the longer prefix");
        Tensors.AssertClose(hidden[1], peer.Backbone.Encode(batch, alone), 1e-5, "the rows of the shorter prefix");
    }
}
