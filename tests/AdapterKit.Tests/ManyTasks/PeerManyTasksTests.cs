namespace AdapterKit.Tests;

/// <summary>Several tasks in one pass against the peer library's numbers: hidden values, gradients, each task's logits.</summary>
public sealed class PeerManyTasksTests
{
    public static TheoryData<string, Setup> Setups => new()
    {
        { "parallel2_heads", Setup.Parallel("a", "b") },
        { "parallel2_heads_houlsby", Setup.Parallel("a", "b") },
        { "stack_parallel", Setup.Stack("a", Setup.Parallel("b", "c")) },
        { "batchsplit", Setup.BatchSplit("a", "b", "b") },
        { "batchsplit_heads", Setup.BatchSplit("a", "b", "b") },
    };

    [Theory]
    [MemberData(nameof(Setups))]
    public void Hidden_states_match_live_and_folded(string name, Setup setup)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = new Golden("bert_" + name);
        using var backbone = TinyBert.Load();
        using var batch = golden.Batch();
        var tasks = Tasks(golden, backbone, name, setup);
        using var live = backbone.Compile(setup, tasks);
        using var folded = backbone.Compile(setup, tasks, PlanPurpose.Inference);

        Tensors.AssertClose(backbone.Encode(batch, live), golden["out/last_hidden_state"], 1e-5, "the live plan");
        Tensors.AssertClose(backbone.Encode(batch, folded), golden["out/last_hidden_state"], 1e-5, "the folded plan");
    }

    [Theory]
    [MemberData(nameof(Setups))]
    public void Gradients_match(string name, Setup setup)
    {
        using var scope = NewDisposeScope();
        using var golden = new Golden("bert_" + name);
        using var backbone = TinyBert.Load();
        using var batch = golden.Batch();
        var tasks = Tasks(golden, backbone, name, setup);
        backbone.Encode(batch, backbone.Compile(setup, tasks)).square().sum().backward();
        var found = tasks
            .SelectMany(
                task => task.named_parameters().Select(entry => (Key: "grad/" + Golden.PeerKey(entry.name, task.Id), entry.parameter.grad)))
            .Where(entry => entry.grad is not null)
            .ToDictionary(entry => entry.Key, entry => entry.grad!);

        Assert.NotEmpty(golden.Gradients);
        Assert.Equal(golden.Gradients.Order(), found.Keys.Order());
        foreach (var key in golden.Gradients)
        {
            var expected = golden[key];
            Tensors.AssertClose(found[key], expected, 1e-5 * Math.Max(1, expected.abs().max().ToDouble()), key);
        }
    }

    [Theory]
    [InlineData("parallel2_heads", false)]
    [InlineData("parallel2_heads_houlsby", false)]
    [InlineData("batchsplit_heads", true)]
    public void Each_head_answers_its_own_rows(string name, bool split)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var golden = new Golden("bert_" + name);
        using var backbone = TinyBert.Load();
        using var batch = golden.Batch();
        Setup setup = split ? Setup.BatchSplit("a", "b", "b") : Setup.Parallel("a", "b");
        using var plan = backbone.Compile(setup, Tasks(golden, backbone, name, setup));
        using var answers = backbone.Forward(batch, plan);

        Tensors.AssertClose(answers["a"], golden["out/logits.0"], 1e-5, "the first head");
        Tensors.AssertClose(answers["b"], golden["out/logits.1"], 1e-5, "the second head");
        Assert.Equal(split ? [1, 2] : [0, 1, 2], answers.RowsOf("b"));
    }

    private static IReadOnlyList<TaskAdapter> Tasks(Golden golden, Backbone backbone, string name, Setup setup)
    {
        var houlsby = name.EndsWith("houlsby", StringComparison.Ordinal);
        var config = new AdapterConfig(BottleneckAdapter.Variant)
        {
            Placement = houlsby ? AdapterPlacement.Sequential : AdapterPlacement.Pfeiffer,
            Options = new BottleneckOptions { ReductionFactor = 4, Activation = houlsby ? Activation.Silu : Activation.Relu },
            Points = houlsby ? null : ["feed_forward"],
            TuneNorms = false,
        };
        return [.. setup.Names.Select(task => golden.Has($"param/heads.{task}.1.weight")
            ? PeerHeadTask.Load(golden, backbone, config, task)
            : golden.Task(backbone, config, task))];
    }
}
