namespace AdapterKit.Training.Tests;

/// <summary>Both stages of AdapterFusion: members first, then projections and head on top of the frozen members.</summary>
[Collection(OneTrainingAtATime.Name)]
public sealed class FusionTrainingTests : IDisposable
{
    private static readonly FusionConfig Fusion = new(Setup.Fuse("vowels", "letters"));
    private readonly TemporaryFolder folder = new();
    private readonly BertModel backbone = TinyWorld.Backbone();
    private readonly TaskAdapter[] members;

    public FusionTrainingTests()
    {
        members = [Train(VowelTask.Declared, seed: 1), Train(VowelTask.Named("letters"), seed: 2)];
    }

    public void Dispose()
    {
        foreach (var member in members)
            member.Dispose();

        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void The_second_stage_learns_and_leaves_backbone_and_members_bit_equal()
    {
        var before = members.Prepend<nn.Module>(backbone).Select(TinyWorld.Bytes).ToList();
        using var result = Fuse();

        Assert.Equal(before, members.Prepend<nn.Module>(backbone).Select(TinyWorld.Bytes));
        Assert.True(result.Validation["accuracy"] > 0.7, $"It reached {result.Validation["accuracy"]}.");
        Assert.All(
            result.Task.named_parameters(),
            entry => Assert.Matches("^(head|layers.[01].(attention|feed_forward).fusion)\\.", entry.name));
    }

    [Fact]
    public void A_fused_task_loaded_from_its_bundle_computes_the_same_logits()
    {
        using var result = Fuse();
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var batch = backbone.Tokenize(["aeiou", "bcd"], maxTokens: 16);
        result.Task.eval();
        var expected = result.Task.Forward(batch);
        using var loaded = Reload(result.Task, members);
        loaded.Freeze();

        Assert.Equal(result.Task.Config.Fusion, loaded.Config.Fusion);
        Assert.True((loaded.Forward(batch) - expected).abs().max().ToDouble() < 1e-5);
    }

    [Fact]
    public void A_missing_member_and_one_with_other_weights_are_named()
    {
        using var result = Fuse();
        var missing = Assert.Throws<MemberMissingException>(() => Reload(result.Task, [members[0]]));
        Assert.Equal("letters", missing.MissingTask);

        using var other = Train(VowelTask.Named("letters"), seed: 3);
        var changed = Assert.Throws<BundleException>(() => Reload(result.Task, [members[0], other]));
        Assert.Contains("'letters'", changed.Message, StringComparison.Ordinal);
        Assert.Contains(other.WeightsHash!, changed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_without_a_bundle_cannot_be_stored_by_its_hash()
    {
        using var unsaved = VowelTask.Named("letters").Create(backbone);
        using var task = VowelTask.Declared.Create(backbone, [members[0], unsaved], AdapterConfig.Fused(Fusion));
        var error = Assert.Throws<InvalidOperationException>(() => Bundle.Save(folder.PathOf("fused"), task));
        Assert.Contains("'letters'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_and_folding_leave_no_native_tensor_behind()
    {
        using var batch = backbone.Tokenize(["aeiou", "bcd"], maxTokens: 16);
        NativeTensors.NoneLeftBehind(() =>
        {
            using var result = Fuse();
            result.Task.Freeze();
            using var inference = inference_mode();
            result.Task.Forward(batch).Dispose();
            result.Task.FusionAttention(batch).Dispose();
        });
    }

    private TrainingResult Fuse() => new Trainer(backbone, TinyWorld.Options).Train(
        VowelTask.Declared, TinyWorld.Data(), AdapterConfig.Fused(Fusion) with { Members = members });

    private TaskAdapter Reload(TaskAdapter task, TaskAdapter[] from)
    {
        var bundle = Bundle.Save(folder.PathOf("fused"), task);
        return bundle.Load(VowelTask.Declared, backbone, from);
    }

    private TaskAdapter Train(TaskDeclaration declaration, int seed)
    {
        var options = TinyWorld.Options with { Seed = seed, Epochs = 1 };
        var task = new Trainer(backbone, options).Train(declaration, TinyWorld.Data()).Task;
        Bundle.Save(folder.PathOf($"{declaration.Id}-{seed}"), task);
        return task;
    }
}
