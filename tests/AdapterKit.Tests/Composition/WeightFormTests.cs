using AdapterKit.Testing;

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

    [Fact]
    public void A_batch_on_another_device_is_refused()
    {
        using var backbone = TinyBert.Load();
        using var task = AnyTask.Declared.Create(backbone);
        using var batch = TokenBatch.Pad([[5, 6]], padId: 0, META);
        using var prefix = randn(1, 2, 32);

        var refusals = new[]
        {
            Assert.Throws<ArgumentException>(() => backbone.Encode(batch)),
            Assert.Throws<ArgumentException>(() => task.Forward(batch)),
            Assert.Throws<ArgumentException>(() => backbone.Forward(batch, task.Plan)),
        };

        Assert.All(refusals, refusal => Assert.StartsWith(
            "The batch is on meta, but the weights of backbone 'bert' are on cpu.", refusal.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_new_task_has_weights_like_the_backbones()
    {
        using var backbone = TinyBert.Load();
        backbone.to(META, ScalarType.BFloat16);
        using var task = AnyTask.Declared.Create(backbone);
        using var truncated = backbone.Truncate(2);
        using var exit = AnyTask.Declared.On(truncated).Create(truncated);

        Assert.Equal(DeviceType.META, backbone.Device.type);
        Assert.Equal(DeviceType.META, truncated.Device.type);
        Assert.All(task.parameters().Concat(exit.parameters()), weight =>
        {
            Assert.Equal(DeviceType.META, weight.device_type);
            Assert.Equal(ScalarType.BFloat16, weight.dtype);
        });
    }

    [Fact]
    public void A_bundle_fits_a_backbone_of_any_type_and_holds_what_a_task_of_any_type_learned()
    {
        using var folder = new TemporaryFolder();
        using var backbone = TinyBert.Load();
        using var task = AnyTask.Declared.Create(backbone);
        Bundle.Save(folder.PathOf("single"), task);
        backbone.to(ScalarType.BFloat16);
        using var half = Bundle.Open(folder.PathOf("single")).Load(AnyTask.Declared, backbone);
        Bundle.Save(folder.PathOf("half"), half);
        using var again = Bundle.Open(folder.PathOf("half")).Load(AnyTask.Declared, backbone);

        foreach (var (single, (first, second)) in task.parameters().Zip(half.parameters().Zip(again.parameters())))
        {
            Assert.Equal(ScalarType.BFloat16, first.dtype);
            Assert.True(first.equal(single.to_type(ScalarType.BFloat16)).all().ToBoolean());
            Assert.True(first.equal(second).all().ToBoolean());
        }
    }
}
