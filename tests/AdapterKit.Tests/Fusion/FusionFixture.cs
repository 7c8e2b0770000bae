namespace AdapterKit.Tests;

/// <summary>One of the peer's fusions, rebuilt: three adapters, the task that mixes them, and what the peer computed.</summary>
internal sealed class FusionFixture : IDisposable
{
    private readonly Golden golden;
    private readonly string name;
    private readonly TaskAdapter[] members;

    public FusionFixture(string golden, FuseSetup setup, FusionOptions options, string skipped)
    {
        this.golden = new Golden(golden);
        name = string.Join(',', setup.Members.Select(member => member.Names[^1]));
        Backbone = TinyBert.Load();
        var houlsby = golden.EndsWith("houlsby", StringComparison.Ordinal);
        var drop = skipped.Length == 0 ? DropSet.None : DropSet.None.With(LayerSet.Parse(skipped));
        var config = new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = houlsby ? AdapterPlacement.Sequential : AdapterPlacement.Pfeiffer,
            Options = new BottleneckOptions { ReductionFactor = 4, Activation = houlsby ? Activation.Silu : Activation.Relu },
            Points = houlsby ? null : ["feed_forward"],
            TuneNorms = false,
            Drop = drop,
        };
        members = [.. new[] { "a", "b", "c" }.Select(member => this.golden.Task(Backbone, config, member))];
        var fused = AdapterConfig.Fused(new FusionConfig(setup) { Options = options }) with { Members = members, Drop = drop };
        Fused = this.golden.FusedTask(Backbone, fused, name);
        Fused.eval();
    }

    public BertModel Backbone { get; }

    public TaskAdapter Fused { get; }

    public void FreezeMembers()
    {
        foreach (var parameter in members.SelectMany(member => member.parameters()))
            parameter.requires_grad = false;
    }

    public void AssertOutput(AdapterPlan plan)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = golden.Batch();
        Tensors.AssertClose(Backbone.Encode(batch, plan), golden["out/last_hidden_state"], 1e-5, "the output");
    }

    public void AssertAttention(Func<IFusionProbe, AdapterPlan> compile)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = golden.Batch();
        using var probe = new Attention();
        using (var plan = compile(probe))
            Backbone.Encode(batch, plan);

        Assert.Equal(golden.Keys("fusion_attn/").Order(), probe.Weights.Keys.Select(PeerKey).Order());
        Assert.NotEmpty(probe.Weights);
        foreach (var (site, weights) in probe.Weights)
            Tensors.AssertClose(weights, golden[PeerKey(site)], 1e-5, $"the attention at {site}");

        string PeerKey(Site site) =>
            $"fusion_attn/{name}/{site.Layer}/{(site.Point.Name == "attention" ? "mh_adapter" : "output_adapter")}";
    }

    public void AssertGradients(bool ofMembers)
    {
        using var scope = NewDisposeScope();
        using var batch = golden.Batch();
        Backbone.Encode(batch, Fused.Plan).square().sum().backward();
        var compared = AssertGradients(Fused, key => Golden.PeerFusionKey(key, name), ".fusion.");
        if (!ofMembers)
        {
            Assert.All(members.SelectMany(member => member.parameters()), parameter => Assert.Null(parameter.grad));
            Assert.Equal(
                golden.Gradients.Where(key => key.Contains("adapter_fusion_layer", StringComparison.Ordinal)).Order(), compared.Order());
            return;
        }

        foreach (var member in members)
            compared.AddRange(AssertGradients(member, key => Golden.PeerKey(key, member.Id), ".adapter."));

        // Every gradient of the peer was compared, none twice.
        Assert.Equal(golden.Gradients.Order(), compared.Order());
    }

    public void AssertRegularizationLoss()
    {
        using var scope = NewDisposeScope();
        var loss = Fused.RegularizationLoss();
        var expected = golden.Keys("grad_reg/").ToList();
        if (loss is null)
        {
            Assert.Empty(expected);
            return;
        }

        loss.backward();
        var found = Fused.named_parameters().Where(entry => entry.parameter.grad is not null).ToDictionary(
            entry => "grad_reg/" + Golden.PeerFusionKey(entry.name, name), entry => entry.parameter.grad!);
        Assert.Equal(expected.Order(), found.Keys.Order());
        foreach (var key in expected)
            Tensors.AssertClose(found[key], golden[key], 1e-6, key);
    }

    public void Dispose()
    {
        Fused.Dispose();
        foreach (var member in members)
            member.Dispose();

        Backbone.Dispose();
        golden.Dispose();
    }

    // Returns the peer's keys that were compared.
    private List<string> AssertGradients(TaskAdapter task, Func<string, string> peerKey, string part)
    {
        var compared = new List<string>();
        foreach (var (key, parameter) in task.named_parameters().Where(entry => entry.name.Contains(part, StringComparison.Ordinal)))
        {
            // The peer gives a member nothing reaches no gradient, and a key's bias one of rounding errors: it cancels in the softmax.
            var peer = "grad/" + peerKey(key);
            if (!golden.Has(peer))
                continue;

            var expected = golden[peer];
            var size = Math.Max(1, expected.abs().max().ToDouble());
            var actual = parameter.grad ?? zeros_like(expected);
            Tensors.AssertClose(actual, expected, 1e-5 * size, key);
            compared.Add(peer);
        }

        return compared;
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
