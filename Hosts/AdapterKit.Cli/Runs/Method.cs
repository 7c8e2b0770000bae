using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>Adapters to train a task with.</summary>
/// <param name="Name">The task that declares them; empty for the task's own.</param>
/// <param name="Adapters">The adapters; <see langword="null"/> for the task's own.</param>
/// <param name="LearningRate">Their peak learning rate; <see langword="null"/> for the recipe's.</param>
internal sealed record Method(string Name, AdapterConfig? Adapters, double? LearningRate)
{
    /// <summary>Returns the task with these adapters; what it reads and its head are its own.</summary>
    public TaskDeclaration Apply(TaskDeclaration task) => Adapters is null
        ? task
        : task.With(Adapters with { MaxTokens = task.Config.MaxTokens, Head = task.Config.Head });

    /// <summary>Returns the recipe with the learning rate of these adapters.</summary>
    public TrainingOptions Apply(TrainingOptions recipe) =>
        LearningRate is { } rate ? recipe with { LearningRate = rate } : recipe;
}
