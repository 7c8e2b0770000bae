namespace AdapterKit.Onnx.Tests;

/// <summary>A task that predicts a number.</summary>
[TaskAdapter("any-value", Backbone = "bert")]
public sealed partial class AnyValueTask : RegressionTask<BottleneckAdapter>
{
    public AnyValueTask(Backbone backbone)
        : this(Declared.On(backbone), backbone, Declared.Config)
    {
    }

    private AnyValueTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
    }
}
