namespace AdapterKit.Benchmarks;

/// <summary>A step of training to time: forward, backward and AdamW.</summary>
internal static class TrainingStep
{
    /// <param name="name">What it is called in results.</param>
    /// <param name="forward">From tokens to hidden states.</param>
    /// <param name="trained">Those of its weights are trained that want a gradient.</param>
    public static Contender Of(string name, Func<Tensor> forward, nn.Module trained)
    {
        var optimizer = optim.AdamW(trained.parameters().Where(weight => weight.requires_grad), lr: 1e-6);
        return new(name, () =>
        {
            using var scope = NewDisposeScope();
            var loss = forward().square().mean();
            loss.backward();
            optimizer.step();
            optimizer.zero_grad();
            return loss.MoveToOuterDisposeScope();
        });
    }
}
