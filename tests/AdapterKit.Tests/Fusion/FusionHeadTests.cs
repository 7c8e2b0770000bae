namespace AdapterKit.Tests;

/// <summary>How a fusion starts, and what it does in training alone (Pfeiffer et al. 2021, §3.2).</summary>
public sealed class FusionHeadTests
{
    [Fact]
    public void The_value_projection_starts_as_the_identity_with_a_millionth_off_the_diagonal()
    {
        using var scope = NewDisposeScope();
        using var head = new FusionHead(6, new FusionOptions());
        var expected = full(6, 6, 1e-6f);
        expected.diagonal().fill_(1);

        Assert.Equal(expected.data<float>().ToArray(), head.Value!.weight.data<float>().ToArray());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dropout_applies_to_scores_in_training_alone(bool frozenMembers)
    {
        using var scope = NewDisposeScope();
        using var backbone = TinyBert.Load();
        TaskAdapter[] members = [.. new[] { "a", "b",
            "c" }.Select(id => AnyTask.Named(id).Create(backbone, AnyTask.Declared.Config with { TuneNorms = false }))];
        using var frozen = no_grad();
        manual_seed(1);
        foreach (var parameter in members.SelectMany(member => member.parameters()))
        {
            nn.init.normal_(parameter, 0, 0.5);
            parameter.requires_grad = !frozenMembers;
        }

        var fusion = new FusionConfig(Setup.Fuse("a", "b", "c")) { Options = new FusionOptions { Dropout = 0.5 } };
        using var task = AnyTask.Declared.Create(backbone, members, AdapterConfig.Fused(fusion));
        foreach (var parameter in task.parameters())
            nn.init.normal_(parameter, 0, 0.3);

        using var batch = TokenBatch.Pad([[5, 6, 7, 8]], padId: 0);
        task.eval();
        Assert.Equal(0, Tensors.Distance(backbone.Encode(batch, task.Plan), backbone.Encode(batch, task.Plan)));

        task.train();
        Assert.True(
            Tensors.Distance(backbone.Encode(batch, task.Plan), backbone.Encode(batch, task.Plan)) > 1e-4,
            "Dropout has no effect in training.");
    }
}
