using TorchSharp.Modules;

namespace AdapterKit.Training;

/// <summary>AdamW over named weights, with a learning rate schedule and gradient clipping.</summary>
internal sealed class Optimizer : IDisposable
{
    private readonly (string Name, Parameter Parameter)[] weights;
    private readonly AdamW adam;
    private readonly LinearSchedule schedule;
    private readonly double clipNorm;

    public Optimizer(IEnumerable<(string Name, Parameter Parameter)> weights, OptimizerOptions options, int steps)
    {
        this.weights = [.. weights];
        clipNorm = options.ClipNorm;
        schedule = new LinearSchedule(options.LearningRate, steps, options.WarmUp);
        adam = new AdamW(
            [CreateGroup(IsDecayed, options.WeightDecay), CreateGroup(weight => !IsDecayed(weight), 0)], options.LearningRate);

        AdamW.ParamGroup CreateGroup(Func<(string Name, Parameter Parameter), bool> isMember, double decay) => new()
        {
            Parameters = this.weights.Where(isMember).Select(weight => weight.Parameter).ToList(),
            Options = new AdamW.Options { weight_decay = decay },
        };
    }

    /// <summary>AdamW's moments, by name; the tensors are owned by the optimizer.</summary>
    public IEnumerable<(string Name, Tensor Moment)> Moments
    {
        get
        {
            var ordered = weights.Where(IsDecayed).Concat(weights.Where(weight => !IsDecayed(weight)));
            foreach (var (weight, state) in ordered.Zip(adam.state_dict().State.Cast<AdamW.State>()))
            {
                yield return ($"first/{weight.Name}", state.exp_avg);
                yield return ($"second/{weight.Name}", state.exp_avg_sq);
            }
        }
    }

    /// <summary>How often each weight was updated: a step skips weights without a gradient.</summary>
    public IReadOnlyList<long> Steps
    {
        get => [.. adam.state_dict().State.Cast<AdamW.State>().Select(state => state.step)];
        set
        {
            foreach (var (state, step) in adam.state_dict().State.Cast<AdamW.State>().Zip(value))
                state.step = step;
        }
    }

    /// <summary>Updates the weights with their gradients, and clears the gradients.</summary>
    /// <param name="step">The step, counted from 0.</param>
    public void Step(int step)
    {
        nn.utils.clip_grad_norm_(weights.Select(weight => weight.Parameter), clipNorm);
        foreach (var group in adam.ParamGroups)
            group.LearningRate = schedule.GetRate(step);

        adam.step();

        // A gradient of zeros would still move a weight by its moments. Weights that the next step does not use must not move.
        foreach (var weight in weights)
            weight.Parameter.grad = null;
    }

    public void Dispose() => adam.Dispose();

    // Vectors are biases, norms or scalings: decaying them to zero does not regularize.
    private static bool IsDecayed((string Name, Parameter Parameter) weight) => weight.Parameter.dim() > 1;
}
