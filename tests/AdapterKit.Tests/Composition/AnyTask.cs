namespace AdapterKit.Tests;

/// <summary>A task whose adapters each test chooses for itself.</summary>
[TaskAdapter("any", Backbone = "bert")]
[Labels("no", "yes")]
public sealed partial class AnyTask : ClassificationTask<BottleneckAdapter>
{
    private AnyTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
    }

    /// <summary>The same task under another name.</summary>
    public static TaskDeclaration Named(string name)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            name, Declared.BackboneId, Declared.Labels, Declared.Config, (backbone, config) => new AnyTask(declaration!, backbone, config));
        return declaration;
    }
}
