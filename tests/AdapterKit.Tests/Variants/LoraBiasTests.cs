namespace AdapterKit.Tests;

/// <summary>LoRA with a bias, merged into copies, batched with others, and as its formula says.</summary>
public sealed class LoraBiasTests : IDisposable
{
    private readonly Backbone backbone = TinyBert.Load();

    public void Dispose() => backbone.Dispose();

    [Fact]
    public void It_computes_the_same_merged_batched_and_alone()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var biased = Create("biased", hasBias: true, seed: 3);
        using var plain = Create("plain", hasBias: false, seed: 4);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9, 10, 11]], padId: 0);
        using var live = backbone.Compile("biased", [biased], PlanPurpose.Training);
        using var merged = backbone.Compile("biased", [biased], PlanPurpose.Inference);
        using var rows = backbone.Compile(Setup.BatchSplit("biased", "plain"), [biased, plain], PlanPurpose.Inference);
        var expected = backbone.Encode(batch, live);

        Tensors.AssertClose(backbone.Encode(batch, merged), expected, 1e-5, "merged");
        Tensors.AssertClose(backbone.Encode(batch, rows)[0], expected[0], 1e-5, "beside another task");
    }

    [Fact]
    public void The_bias_is_scaled_with_the_change()
    {
        using var scope = NewDisposeScope();
        var options = new LoraOptions { Rank = 2, Alpha = 6, HasBias = true };
        using var adapter = LoraAdapter.Variant.CreateProjection(new AdapterShape(4, 3), options);
        var weights = adapter.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        nn.init.normal_(weights["b.weight"]);
        nn.init.normal_(weights["b.bias"]);
        var (x, y) = (randn(5, 4), randn(5, 3));
        var change = x.matmul(weights["a.weight"].t()).matmul(weights["b.weight"].t()) + weights["b.bias"];

        Tensors.AssertClose(adapter.Apply(y.clone(), x), y + (3 * change), 1e-5);
    }

    private TaskAdapter Create(string name, bool hasBias, int seed)
    {
        var config = new AdapterConfig(LoraAdapter.Variant)
        {
            Points = ["attention.q", "attention.v", "feed_forward.fc1"],
            Options = new LoraOptions { HasBias = hasBias },
        };
        var task = AnyTask.Named(name).Create(backbone, config);
        manual_seed(seed);
        using var frozen = no_grad();
        foreach (var weight in task.parameters())
            weight.normal_(0, 0.2);

        return task;
    }
}
