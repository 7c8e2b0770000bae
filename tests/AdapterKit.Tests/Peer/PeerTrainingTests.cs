namespace AdapterKit.Tests;

/// <summary>A few steps of AdamW against the peer library's own.</summary>
public sealed class PeerTrainingTests
{
    public static TheoryData<string> Cases => [.. PeerCases.Trainings];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_matches_in_losses_gradients_and_weights(string name)
    {
        using var scope = NewDisposeScope();
        using var peer = new PeerCase(name);
        var (facts, golden, task) = (peer.Golden.Facts, peer.Golden, peer.Fused ?? peer.Members[0]);
        var keys = facts.GetProperty("trainable").EnumerateArray().Select(key => Golden.Simplify(key.GetString()!)).ToHashSet();
        var trained = peer.Parameters.Where(parameter => keys.Contains(parameter.Key)).ToList();
        Assert.Equal(keys.Order(), trained.Select(parameter => parameter.Key).Order());
        foreach (var parameter in peer.Parameters)
            parameter.Parameter.requires_grad = keys.Contains(parameter.Key);

        using var batch = golden.Batch();
        var labels = golden["in/labels"];
        var settings = facts.GetProperty("optimizer");
        var (steps, rate) = (facts.GetProperty("steps").GetInt32(), settings.GetProperty("lr").GetDouble());
        using var optimizer = optim.AdamW(
            trained.Select(parameter => parameter.Parameter),
            rate,
            weight_decay: settings.GetProperty("weight_decay").GetDouble());
        task.train();
        foreach (var (step, loss) in facts.GetProperty("loss_per_step").EnumerateArray().Index())
        {
            optimizer.zero_grad();
            var features = peer.Backbone.PooledFeatures(batch, task.Plan);
            var actual = task.ComputeLoss(features, labels, labelWeights: null);
            Assert.Equal(loss.GetDouble(), actual.ToDouble(), 1e-5);
            actual.backward();
            if (step == 0)
            {
                Tensors.AssertClose(task.Head(features), golden["out/logits_step0"], 1e-5, "the first logits");
                peer.AssertGradients("grad_step0/", 1e-5);
            }

            optimizer.step();
        }

        Tensors.AssertClose(task.Forward(batch), golden["out/logits_final"], 1e-5, "the last logits");
        foreach (var parameter in peer.Parameters)
        {
            // AdamW divides a gradient by its own size: the smaller it is, the more a rounding error of 1e-7 moves the weight.
            var expected = parameter.Read(golden, "final/");
            var rounding = keys.Contains(parameter.Key)
                ? (1e-7 / parameter.Read(golden, "grad_step0/").abs()).clamp(0, 1)
                : zeros(1);
            var excess = ((parameter.Parameter - expected).abs() - (rounding * steps * rate)).max().ToDouble();
            Assert.True(excess <= 1e-5, $"{parameter.Key} differs by {excess:g3} more than rounding errors explain.");
        }
    }
}
