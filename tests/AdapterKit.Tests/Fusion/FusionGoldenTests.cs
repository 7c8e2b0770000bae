namespace AdapterKit.Tests;

/// <summary>AdapterFusion against the peer library's own numbers: outputs, attention, gradients and regulariser.</summary>
public sealed class FusionGoldenTests
{
    public static TheoryData<string> Cases => [.. PeerCases.Fusions];

    // The peer regularises skipped layers too; here a layer without a fusion has no projection to regularise.
    public static TheoryData<string> WholeCases => [.. PeerCases.Fusions.Where(name => !name.EndsWith("_skip", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_general_route_matches_in_outputs_attention_and_gradients(string name)
    {
        using var peer = new PeerCase(name);
        peer.AssertOutput(peer.Fused!.Plan);
        AssertAttention(peer, PlanPurpose.Training);
        peer.AssertGradients(peer.Fused.Plan);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_route_over_frozen_members_matches_in_outputs_and_gradients(string name)
    {
        using var peer = new PeerCase(name);
        peer.FreezeMembers();
        peer.AssertOutput(peer.Fused!.Plan);
        peer.AssertGradients(peer.Fused.Plan, among: "adapter_fusion_layer");
        Assert.All(peer.Members.SelectMany(member => member.parameters()), parameter => Assert.Null(parameter.grad));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_folded_plan_matches_in_outputs_and_attention(string name)
    {
        using var peer = new PeerCase(name);
        peer.FreezeMembers();
        using var plan = peer.Compile(PlanPurpose.Inference);
        peer.AssertOutput(plan);
        AssertAttention(peer, PlanPurpose.Inference);
    }

    [Theory]
    [MemberData(nameof(WholeCases))]
    public void The_regularization_loss_matches_in_value_and_gradient(string name)
    {
        using var scope = NewDisposeScope();
        using var peer = new PeerCase(name);
        var loss = peer.Fused!.RegularizationLoss();
        if (loss is null)
        {
            Assert.Empty(peer.Golden.Keys("grad_reg/"));
            return;
        }

        Assert.Equal(peer.Golden.Facts.GetProperty("fusion_reg_loss").GetDouble(), loss.ToDouble(), 1e-5);
        loss.backward();
        peer.AssertGradients("grad_reg/", 1e-6);
    }

    private static void AssertAttention(PeerCase peer, PlanPurpose purpose)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = peer.Golden.Batch();
        using var probe = new Attention();
        using (var plan = peer.Backbone.Compile(purpose, probe, peer.Fused!))
            peer.Backbone.Encode(batch, plan);

        Assert.Equal(peer.Golden.Keys("fusion_attn/").Order(), probe.Weights.Keys.Select(KeyOf).Order());
        Assert.NotEmpty(probe.Weights);
        foreach (var (site, weights) in probe.Weights)
            Tensors.AssertClose(weights, peer.Golden[KeyOf(site)], 1e-5, $"the attention at {site}");

        string KeyOf(Site site) =>
            $"fusion_attn/{peer.Fused!.Owner}/{site.Layer}/{(site.Point.Name == "attention" ? "mh_adapter" : "output_adapter")}";
    }

    private sealed class Attention : IFusionProbe, IDisposable
    {
        public Dictionary<Site, Tensor> Weights { get; } = [];

        public void Record(Site site, IReadOnlyList<Setup> members, Tensor weights) =>
            Weights.Add(site, weights.clone().DetachFromDisposeScope());

        public void Dispose()
        {
            foreach (var weights in Weights.Values)
                weights.Dispose();
        }
    }
}
