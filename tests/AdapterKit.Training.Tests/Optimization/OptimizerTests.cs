using TorchSharp.Modules;

namespace AdapterKit.Training.Tests;

[Collection(OneTrainingAtATime.Name)]
public sealed class OptimizerTests
{
    private static readonly TrainingOptions Options = new() { LearningRate = 0.1, WarmUp = 0, WeightDecay = 0.5, ClipNorm = 1 };

    [Fact]
    public void Gradients_are_clipped_to_a_norm_over_all_weights()
    {
        using var scope = NewDisposeScope();
        var moments = Step(("a", 3), ("b", 4));

        // The norm is 5, so that the optimizer sees 3/5 and 4/5.
        // After one step, the first moment is 0.1 of the gradient, and the second one 0.001 of its square.
        Assert.Equal(0.06, moments["first/a"], 1e-5);
        Assert.Equal(0.08, moments["first/b"], 1e-5);
        Assert.Equal(0.00036, moments["second/a"], 1e-7);
        Assert.Equal(0.00064, moments["second/b"], 1e-7);
    }

    [Fact]
    public void Gradients_within_the_norm_stay_as_they_are()
    {
        using var scope = NewDisposeScope();
        var moments = Step(("a", 0.3), ("b", 0.4));

        Assert.Equal(0.03, moments["first/a"], 1e-7);
        Assert.Equal(0.04, moments["first/b"], 1e-7);
    }

    [Fact]
    public void Weight_decay_shrinks_matrices_by_the_rate_of_the_step_and_leaves_vectors_alone()
    {
        using var scope = NewDisposeScope();
        var (matrix, vector) = (new Parameter(ones(2, 2)), new Parameter(ones(2)));
        using var optimizer = new Optimizer([("matrix", matrix), ("vector", vector)], Options, steps: 10);

        StepWithoutGradient(0);
        StepWithoutGradient(5);

        // 1 · (1 − 0.1 · 0.5) · (1 − 0.05 · 0.5)
        Assert.All(matrix.data<float>().ToArray(), value => Assert.Equal(0.92625, value, 1e-6));
        Assert.All(vector.data<float>().ToArray(), value => Assert.Equal(1f, value));

        void StepWithoutGradient(int step)
        {
            (matrix.grad, vector.grad) = (zeros(2, 2), zeros(2));
            optimizer.Step(step);
        }
    }

    [Fact]
    public void Weight_decay_spares_the_biases_and_norms_of_a_task()
    {
        using var backbone = TinyWorld.Backbone();
        using var task = VowelTask.Declared.Create(backbone);
        var weights = task.named_parameters().Select(entry => (entry.name, entry.parameter)).ToArray();
        foreach (var (_, weight) in weights)
        {
            using var frozen = no_grad();
            weight.fill_(1);
            weight.grad = zeros_like(weight);
        }

        using var optimizer = new Optimizer(weights, Options, steps: 10);
        optimizer.Step(0);

        var decayed = weights.Where(weight => weight.parameter.flatten()[0].item<float>() < 1).Select(weight => weight.name).ToList();
        var matrices = backbone.Encoder.Sites.SelectMany(site => new[] { $"{At(site)}.down.weight", $"{At(site)}.up.weight" });
        Assert.Equal(matrices.Append("head.output.weight").Order(), decayed.Order());
        Assert.Contains(weights, weight => weight.name.EndsWith(".norm.weight", StringComparison.Ordinal));

        static string At(Site site) => $"layers.{site.Layer}.{site.Point.Name}.adapter";
    }

    private static Dictionary<string, double> Step(params (string Name, double Gradient)[] gradients)
    {
        var weights = gradients.Select(gradient => (gradient.Name, new Parameter(zeros(1)) { grad = full(1, gradient.Gradient) })).ToList();
        using var optimizer = new Optimizer(weights, Options, steps: 10);
        optimizer.Step(0);
        return optimizer.Moments.ToDictionary(moment => moment.Name, moment => (double)moment.Moment.item<float>());
    }
}
