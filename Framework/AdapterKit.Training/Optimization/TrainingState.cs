using TorchSharp.Modules;

namespace AdapterKit.Training;

/// <summary>Everything that training changes: the weights, the best weights so far, the optimizer's moments, and the step.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly (string Name, Parameter Parameter)[] weights;
    private readonly Tensor[] best;
    private readonly Optimizer optimizer;

    /// <param name="weights">The weights to train, by name; borrowed.</param>
    /// <param name="options">The options of the optimizer.</param>
    /// <param name="steps">The total number of steps of the learning rate schedule.</param>
    public TrainingState(IEnumerable<(string Name, Parameter Parameter)> weights, OptimizerOptions options, int steps)
    {
        using var frozen = no_grad();
        this.weights = [.. weights];
        best = [.. this.weights.Select(weight => weight.Parameter.clone().DetachFromDisposeScope())];
        optimizer = new Optimizer(this.weights, options, steps);
    }

    /// <summary>The number of finished steps.</summary>
    public int Step { get; private set; }

    /// <summary>The epoch of the best weights, counted from 1; 0 before the first validation.</summary>
    public int BestEpoch { get; private set; }

    public double BestScore { get; private set; } = double.NegativeInfinity;

    public long ParameterCount => weights.Sum(weight => weight.Parameter.numel());

    /// <summary>How often each weight was updated.</summary>
    public IReadOnlyList<long> WeightSteps => optimizer.Steps;

    /// <summary>Updates the weights with their gradients.</summary>
    public void Advance() => optimizer.Step(Step++);

    /// <summary>Keeps a copy of the current weights if their score is better than all before.</summary>
    public void KeepIfBest(int epoch, double score)
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

    public void Resume(int step, IReadOnlyList<long> weightSteps, int bestEpoch, double bestScore)
    {
        (Step, BestEpoch, BestScore) = (step, bestEpoch, bestScore);
        optimizer.Steps = weightSteps;
    }

    /// <summary>Returns every tensor that a checkpoint contains, by name; the tensors are owned by the state.</summary>
    public IEnumerable<(string Name, Tensor Tensor)> GetTensors()
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
