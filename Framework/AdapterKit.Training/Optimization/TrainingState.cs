using TorchSharp.Modules;

namespace AdapterKit.Training;

/// <summary>All that changes in the course of training: weights, the best weights so far, the optimizer's memory, the count of steps.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly (string Name, Parameter Parameter)[] weights;
    private readonly Tensor[] best;
    private readonly Optimizer optimizer;

    public TrainingState(IEnumerable<(string Name, Parameter Parameter)> weights, TrainingOptions options, int steps)
    {
        using var frozen = no_grad();
        this.weights = [.. weights];
        best = [.. this.weights.Select(weight => weight.Parameter.clone().DetachFromDisposeScope())];
        optimizer = new Optimizer(this.weights, options, steps);
    }

    public int Step { get; private set; }

    public int BestEpoch { get; private set; }

    public double BestScore { get; private set; } = double.NegativeInfinity;

    public long ParameterCount => weights.Sum(weight => weight.Parameter.numel());

    public void Advance() => optimizer.Step(Step++);

    /// <summary>Keeps the present weights where they did better than any before.</summary>
    public void Judge(int epoch, double score)
    {
        if (score <= BestScore)
            return;

        (BestEpoch, BestScore) = (epoch, score);
        using var frozen = no_grad();
        foreach (var (kept, weight) in best.Zip(weights))
            kept.copy_(weight.Parameter);
    }

    public void RestoreBest()
    {
        using var frozen = no_grad();
        foreach (var (kept, weight) in best.Zip(weights))
            weight.Parameter.copy_(kept);
    }

    /// <summary>How often each weight was moved.</summary>
    public IReadOnlyList<long> WeightSteps => optimizer.Steps;

    public void Resume(int step, IReadOnlyList<long> weightSteps, int bestEpoch, double bestScore)
    {
        (Step, BestEpoch, BestScore) = (step, bestEpoch, bestScore);
        optimizer.Steps = weightSteps;
    }

    /// <summary>Every tensor that a checkpoint holds, by name; the state's own.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> Tensors()
    {
        foreach (var (kept, weight) in best.Zip(weights))
        {
            yield return ($"weights/{weight.Name}", weight.Parameter);
            yield return ($"best/{weight.Name}", kept);
        }

        foreach (var moment in optimizer.Moments)
            yield return moment;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        foreach (var kept in best)
            kept.Dispose();
    }
}
