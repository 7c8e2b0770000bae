using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>The target task's own adapter as a member of its fusion: stage one of AdapterFusion (Pfeiffer et al. 2021, §3.1).</summary>
internal static class TargetAdapter
{
    /// <summary>Whether the fusion names the task that it belongs to.</summary>
    public static bool IsMember(TaskDeclaration declaration, AdapterConfig adapters) =>
        adapters.Fusion?.Setup.Names.Contains(declaration.Id) == true;

    /// <summary>Trains the adapter on the same texts and with the same seed, at the learning rate for adapters.</summary>
    /// <returns>The trained adapter, owned by the caller; <see langword="null"/> if the fusion does not name it.</returns>
    public static TrainingResult? Train(TaskTrainer trainer, AdapterConfig adapters, TrainingOptions recipe)
    {
        var declaration = trainer.Declaration;
        if (recipe.Mode != TrainingMode.Adapter || !IsMember(declaration, adapters))
            return null;

        return trainer.Train(
            $"{declaration.Id}, target adapter, seed {recipe.Seed}",
            new AdapterConfig(BottleneckAdapter.Variant) { MaxTokens = adapters.MaxTokens },
            recipe with { LearningRate = TrainingOptions.For(TrainingMode.Adapter).LearningRate });
    }

    /// <summary>Returns the configuration with the trained adapter among the members.</summary>
    public static AdapterConfig AddTo(AdapterConfig adapters, TrainingResult? target) =>
        target is null ? adapters : adapters with { Members = [.. adapters.Members, target.Task] };
}
