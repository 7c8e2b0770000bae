using TorchSharp.Modules;

namespace AdapterKit.Training;

/// <summary>AdamW over named weights, with the learning rate of each step and a limit on the gradient.</summary>
internal sealed class Optimizer : IDisposable
{
    private readonly (string Name, Parameter Parameter)[] weights;
    private readonly AdamW adam;
    private readonly LinearSchedule schedule;
    private readonly double clipNorm;

    public Optimizer(IEnumerable<(string Name, Parameter Parameter)> weights, TrainingOptions options, int steps)
    {
        this.weights = [.. weights];
        clipNorm = options.ClipNorm;
        schedule = new LinearSchedule(options.LearningRate, steps, options.WarmUp);
        adam = new AdamW(
            [Group(Decays, options.WeightDecay), Group(weight => !Decays(weight), 0)], options.LearningRate);

        AdamW.ParamGroup Group(Func<(string Name, Parameter Parameter), bool> chosen, double decay) => new()
        {
            Parameters = this.weights.Where(chosen).Select(weight => weight.Parameter).ToList(),
            Options = new AdamW.Options { weight_decay = decay },
        };
    }

    /// <summary>AdamW's memory, by name; the tensors are the optimizer's own.</summary>
    public IEnumerable<(string Name, Tensor Moment)> Moments
    {
        get
        {
            var ordered = weights.Where(Decays).Concat(weights.Where(weight => !Decays(weight)));
            foreach (var (weight, state) in ordered.Zip(adam.state_dict().State.Cast<AdamW.State>()))
            {
                yield return ($"first/{weight.Name}", state.exp_avg);
                yield return ($"second/{weight.Name}", state.exp_avg_sq);
            }
        }
    }

    /// <summary>Goes one step down the gradients that the weights hold, and clears them.</summary>
    /// <param name="step">The step, counted from 0.</param>
    public void Step(int step)
    {
        nn.utils.clip_grad_norm_(weights.Select(weight => weight.Parameter), clipNorm);
        foreach (var group in adam.ParamGroups)
            group.LearningRate = schedule.At(step);

        adam.step();

        // Zeros would be gradients still: a weight that the next step leaves out must not be moved by what it did before.
        foreach (var weight in weights)
            weight.Parameter.grad = null;
    }

    /// <summary>How often each weight was moved: weights without a gradient sit a step out.</summary>
    public IReadOnlyList<long> Steps
    {
        get => [.. adam.state_dict().State.Cast<AdamW.State>().Select(state => state.step)];
        set
        {
            foreach (var (state, step) in adam.state_dict().State.Cast<AdamW.State>().Zip(value))
                state.step = step;
        }
    }

    public void Dispose() => adam.Dispose();

    // A vector is a bias, a norm or a scaling: pulling those to zero does not regularise.
    private static bool Decays((string Name, Parameter Parameter) weight) => weight.Parameter.dim() > 1;
}
