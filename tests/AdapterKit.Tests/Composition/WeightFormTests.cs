namespace AdapterKit.Tests;

/// <summary>Weights of a task and its backbone in any mix of types and devices: right results, or a refusal that names both.</summary>
public sealed class WeightFormTests
{
    private static readonly ScalarType[] Types = [ScalarType.Float32, ScalarType.Float64, ScalarType.BFloat16];

    public static TheoryData<ScalarType, ScalarType> Pairs
    {
        get
        {
            var pairs = new TheoryData<ScalarType, ScalarType>();
            foreach (var backbone in Types)
            {
                foreach (var task in Types)
                    pairs.Add(backbone, task);
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public void A_task_computes_what_it_computes_in_float32_or_is_refused(ScalarType ofBackbone, ScalarType ofTask)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        task.eval();
        using var batch = TokenBatch.Pad([[5, 6], [7, 8, 9, 10, 11]], padId: 0);
        var expected = task.Forward(batch);
        backbone.to(ofBackbone);
        task.to(ofTask);

        if (ofBackbone == ofTask)
        {
            Tensors.AssertClose(expected, task.Forward(batch).to_type(ScalarType.Float32), 0.05, "the logits");
            return;
        }

        var refusals = new[]
        {
            Assert.Throws<ArgumentException>(() => task.Forward(batch)),
            Assert.Throws<ArgumentException>(() => backbone.Compile(Setup.Parallel(task.Id, Setup.Bare), [task])),
            Assert.Throws<ArgumentException>(() => backbone.Compile(task.Id, [task], PlanPurpose.Inference)),
        };

        Assert.All(refusals, refusal =>
        {
            Assert.Contains($"has {ofTask} weights on cpu", refusal.Message, StringComparison.Ordinal);
            Assert.Contains($"has {ofBackbone} weights on cpu", refusal.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_task_on_another_device_is_refused()
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        task.to(META);

        var refusal = Assert.Throws<ArgumentException>(() => task.Plan);

        Assert.Contains("weights on meta", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("weights on cpu", refusal.Message, StringComparison.Ordinal);
    }
}
