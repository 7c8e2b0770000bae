using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Views;
using AdapterKit.Training;

namespace AdapterKit.Cli.Runs;

/// <summary>The adapter of a task that is to be among the members of its own fusion: stage one of AdapterFusion (Pfeiffer et al. 2021, §3.1).</summary>
internal static class TargetAdapter
{
    /// <summary>Whether the fusion names the task that it is for.</summary>
    public static bool IsAskedFor(TaskDeclaration declaration, AdapterConfig config) =>
        config.Fusion?.Setup.Names.Contains(declaration.Id) == true;

    /// <summary>Trains it on the same texts with the same seed, at the rate that adapters are trained with.</summary>
    /// <returns>The trained adapter, the caller's own; <see langword="null"/> where the fusion does not name it.</returns>
    public static TrainingResult? Train(
        Invocation invocation, Backbone backbone, TaskDeclaration declaration, AdapterConfig config, TextDataSet texts, TrainingOptions options)
    {
        if (options.Mode != TrainingMode.Adapter || !IsAskedFor(declaration, config))
            return null;

        var recipe = options with { LearningRate = TrainingOptions.For(TrainingMode.Adapter).LearningRate };
        return TrainingView.Follow(invocation, $"{declaration.Id}, its own adapter, seed {options.Seed}", progress =>
            new Trainer(backbone, recipe).Train(declaration, texts, new AdapterConfig(BottleneckAdapter.Variant), progress: progress, cancellation: invocation.Stop));
    }

    /// <summary>The configuration with that adapter among the members.</summary>
    public static AdapterConfig Among(AdapterConfig config, TrainingResult? own) =>
        own is null ? config : config with { Sources = [.. config.Sources, own.Task] };
}
