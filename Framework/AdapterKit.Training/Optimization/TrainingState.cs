using System.Globalization;
using TorchSharp.Modules;

namespace AdapterKit.Training;

/// <summary>Everything that training changes: the weights, the best weights so far, the optimizer's moments, and the step.</summary>
internal sealed class TrainingState : IDisposable
{
    // The optimizer multiplies the rate before it converts it to float, and fails where that overflows.
    private const double MaxRate = 1e30;

    private readonly (string Name, Parameter Parameter)[] weights;
    private readonly Tensor[] best;
    private readonly Optimizer optimizer;
    private readonly OptimizerOptions options;
    private readonly int stepsPerEpoch;

    /// <param name="weights">The weights to train, by name; borrowed.</param>
    /// <param name="options">The options of the optimizer.</param>
    /// <param name="stepsPerEpoch">The number of steps of each epoch.</param>
    public TrainingState(IEnumerable<(string Name, Parameter Parameter)> weights, OptimizerOptions options, int stepsPerEpoch)
    {
        (this.options, this.stepsPerEpoch) = (options, stepsPerEpoch);
        using var frozen = no_grad();
        this.weights = [.. weights];
        best = [.. this.weights.Select(weight => weight.Parameter.clone().DetachFromDisposeScope())];
        optimizer = new Optimizer(this.weights, options, options.Epochs * stepsPerEpoch);
    }

    /// <summary>The number of finished steps.</summary>
    public int Step { get; private set; }

    /// <summary>The epoch of the best weights, counted from 1; 0 before the first validation.</summary>
    public int BestEpoch { get; private set; }

    public double BestScore { get; private set; } = double.NegativeInfinity;

    /// <summary>The element type of the weights.</summary>
    public ScalarType WeightType => weights[0].Parameter.dtype;

    public long ParameterCount => weights.Sum(weight => weight.Parameter.numel());

    /// <summary>How often each weight was updated.</summary>
    public IReadOnlyList<long> WeightSteps => optimizer.Steps;

    /// <summary>The losses so far.</summary>
    public LossTrend Losses { get; } = new();

    /// <summary>Updates the weights with their gradients.</summary>
    /// <param name="loss">The loss that the gradients are of.</param>
    /// <exception cref="TrainingDivergedException">The loss is not finite, or the step would not be; the weights are unchanged.</exception>
    public void Advance(double loss)
    {
        if (!double.IsFinite(loss))
            throw Diverged($"the loss is {Describe(loss)}", loss);

        if (options.LearningRate > MaxRate)
            throw Diverged("the weights leave the range of their type", loss);

        if (Step % stepsPerEpoch == 0)
            Losses.BeginEpoch();

        Losses.Add(loss);
        optimizer.Step(Step++);
    }

    /// <exception cref="TrainingDivergedException">A weight is not finite.</exception>
    public void RequireFinite()
    {
        using var frozen = no_grad();
        using var scope = NewDisposeScope();
        if (weights.FirstOrDefault(weight => !weight.Parameter.isfinite().all().ToBoolean()).Name is { } name)
            throw Diverged($"the weight '{name}' is not finite", Losses.Mean);
    }

    /// <exception cref="TrainingDivergedException">The mean loss of the last epoch is far above the loss of the first step.</exception>
    public void RequireConverged()
    {
        if (Losses.IsFarAboveStart)
            throw Diverged($"the loss rose from {Describe(Losses.Start!.Value)} to {Describe(Losses.Mean)}", Losses.Mean);
    }

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

    private static string Describe(double loss) => loss.ToString("G4", CultureInfo.InvariantCulture);

    private TrainingDivergedException Diverged(string finding, double loss) => new(finding, Step, loss, options.LearningRate);
}
