namespace AdapterKit.Onnx.Tests;

/// <summary>A task whose adapters and backbone each test chooses for itself.</summary>
[TaskAdapter("any", Backbone = "bert")]
[Labels("no", "yes", "maybe")]
public sealed partial class AnyTask : ClassificationTask<BottleneckAdapter>
{
    private AnyTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
    }

    /// <summary>Builds a task with random weights, unlike a fresh one, whose adapters change nothing.</summary>
    public static TaskAdapter Create(string name, Backbone backbone, AdapterConfig? config = null, double deviation = 0.15)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            name, backbone.Id, Declared.Labels, Declared.Config, (built, adapters) => new AnyTask(declaration!, built, adapters));
        return Randomize(declaration.Create(backbone, config), deviation);
    }

    public static TaskAdapter Randomize(TaskAdapter task, double deviation)
    {
        using var frozen = no_grad();
        foreach (var (name, parameter) in task.named_parameters().Where(entry => entry.parameter.requires_grad))
        {
            nn.init.normal_(parameter, 0, deviation);
            if (name.EndsWith("norm.weight", StringComparison.Ordinal))
                parameter.add_(1);
        }

        return task;
    }
}
