namespace AdapterKit.Tests;

/// <summary>Our formulas against the peer library's own numbers: every hidden value and every gradient.</summary>
public sealed class PeerGoldenTests
{
    private static readonly string[] FeedForward = ["feed_forward"];
    private static readonly string[] Attention = ["attention"];

    public static TheoryData<string, AdapterPlacement, BottleneckOptions, string[]?, string?> Adapters => new()
    {
        { "houlsby", AdapterPlacement.Sequential, new() { Activation = Activation.Silu }, null, null },
        { "houlsby_rf4", AdapterPlacement.Sequential, new() { Activation = Activation.Silu, ReductionFactor = 4 }, null, null },
        { "houlsby_skip", AdapterPlacement.Sequential, new() { Activation = Activation.Silu, ReductionFactor = 4 }, null, "0..1" },
        { "pfeiffer", AdapterPlacement.Pfeiffer, new(), FeedForward, null },
        { "pfeiffer_rf4", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 4 }, FeedForward, null },
        { "pfeiffer_scaling", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 4, Scaling = 0.7 }, FeedForward, null },
        { "pfeiffer_leave_out", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 4 }, FeedForward, "0,3" },
        { "pfeiffer_skip", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 4 }, FeedForward, "0..1" },
        { "parallel", AdapterPlacement.Parallel, new() { ReductionFactor = 2, Scaling = 4 }, FeedForward, null },
        { "parallel_learned", AdapterPlacement.Parallel, new() { ReductionFactor = 2, LearnScaling = true }, FeedForward, null },
        { "parallel_mh", AdapterPlacement.Parallel, new() { ReductionFactor = 4, Scaling = 4 }, Attention, null },
        { "parallel_houlsby", AdapterPlacement.Parallel, new() { ReductionFactor = 4, LearnScaling = true }, null, null },
        { "act_gelu", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.Gelu }, FeedForward, null },
        { "act_gelu_new", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.GeluTanh }, FeedForward, null },
        { "act_leakyrelu", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.LeakyRelu }, FeedForward, null },
        { "act_linear", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.Linear }, FeedForward, null },
        { "act_mish", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.Mish }, FeedForward, null },
        {
            "act_quick_gelu", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.QuickGelu }, FeedForward, null
        },
        { "act_relu6", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.Relu6 }, FeedForward, null },
        { "act_sigmoid", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.Sigmoid }, FeedForward, null },
        { "act_silu", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.Silu }, FeedForward, null },
        { "act_tanh", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 8, Activation = Activation.Tanh }, FeedForward, null },
    };

    public static TheoryData<string, AdapterPlacement, BottleneckOptions, string[]?> Stacks => new()
    {
        { "stack", AdapterPlacement.Pfeiffer, new() { ReductionFactor = 4 }, FeedForward },
        { "stack_houlsby", AdapterPlacement.Sequential, new() { ReductionFactor = 4, Activation = Activation.Silu }, null },
    };

    [Fact]
    public void The_bare_backbone_matches()
    {
        using var golden = new Golden("bert_base");
        using var backbone = TinyBert.Load();
        using var bare = backbone.Compile(Setup.Bare, []);
        AssertOutput(golden, backbone, bare);

        using var inference = inference_mode();
        using var batch = golden.Batch();
        using var expected = golden["out/last_hidden_state"];
        using var hidden = backbone.Encode(batch);
        Tensors.AssertClose(hidden, expected, 1e-5, "the output without a plan");
    }

    [Theory]
    [MemberData(nameof(Adapters))]
    public void One_adapter_matches(string name, AdapterPlacement placement, BottleneckOptions options, string[]? points, string? drop)
    {
        using var golden = new Golden("bert_" + name);
        using var backbone = TinyBert.Load();
        using var task = golden.Task(backbone, Config(placement, options, points, drop), "a");

        AssertOutput(golden, backbone, task.Plan);
        AssertGradients(golden, backbone, task.Plan, ("a", task));
    }

    [Theory]
    [MemberData(nameof(Stacks))]
    public void Stacked_adapters_match(string name, AdapterPlacement placement, BottleneckOptions options, string[]? points)
    {
        using var golden = new Golden("bert_" + name);
        using var backbone = TinyBert.Load();
        using var first = golden.Task(backbone, Config(placement, options, points, drop: null), "a");
        using var second = golden.Task(backbone, Config(placement, options, points, drop: null), "b");
        var plan = backbone.Compile(first, second);

        AssertOutput(golden, backbone, plan);
        AssertGradients(golden, backbone, plan, ("a", first), ("b", second));
    }

    private static AdapterConfig Config(AdapterPlacement placement, BottleneckOptions options, string[]? points, string? drop) =>
        new(BottleneckAdapter.Variant)
        {
            Placement = placement,
            Options = options,
            Points = points,
            TuneNorms = false,
            Drop = drop is null ? DropSet.None : DropSet.None.With(LayerSet.Parse(drop)),
        };

    private static void AssertOutput(Golden golden, Backbone backbone, AdapterPlan plan)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = golden.Batch();
        Tensors.AssertClose(backbone.Encode(batch, plan), golden["out/last_hidden_state"], 1e-5, "the output");
    }

    // The goldens' loss is the sum of squares of the last hidden state.
    private static void AssertGradients(Golden golden, Backbone backbone, AdapterPlan plan, params (string Name, TaskAdapter Task)[] tasks)
    {
        using var scope = NewDisposeScope();
        using var batch = golden.Batch();
        backbone.Encode(batch, plan).square().sum().backward();
        var gradients =
            from task in tasks
            from entry in task.Task.named_parameters()
            where entry.parameter.grad is not null
            select (Key: "grad/" + Golden.PeerKey(entry.name, task.Name), Gradient: entry.parameter.grad!);
        var byKey = gradients.ToDictionary(entry => entry.Key, entry => entry.Gradient);

        Assert.NotEmpty(golden.Gradients);
        Assert.Equal(golden.Gradients.Order(), byKey.Keys.Order());
        foreach (var key in golden.Gradients)
        {
            // A gradient sums over every token: 1e-5 is meant relative to its size.
            var expected = golden[key];
            var size = Math.Max(1, expected.abs().max().ToDouble());
            Tensors.AssertClose(byKey[key], expected, 1e-5 * size, key);
        }
    }
}
