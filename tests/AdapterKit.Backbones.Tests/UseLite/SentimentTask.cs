namespace AdapterKit.Backbones.Tests;

/// <summary>A task that adapts the irregular layout of the published model.</summary>
[TaskAdapter("sentiment", Backbone = UseLite.Id)]
[Labels("negative", "positive")]
public sealed partial class SentimentTask : ClassificationTask<BottleneckAdapter>
{
    private SentimentTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
    }

    /// <summary>The same task under another name.</summary>
    public static TaskDeclaration Named(string name)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            name,
            Declared.BackboneId,
            Declared.Labels,
            Declared.Config,
            (backbone, config) => new SentimentTask(declaration!, backbone, config));
        return declaration;
    }
}
