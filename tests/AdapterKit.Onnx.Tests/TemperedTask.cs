namespace AdapterKit.Onnx.Tests;

/// <summary>A task whose head does more than the library's.</summary>
internal class TemperedTask(Backbone backbone)
    : ClassificationTask(CreateDeclaration(backbone), backbone, new AdapterConfig(BottleneckAdapter.Variant))
{
    public override Tensor Head(Tensor features)
    {
        using var logits = base.Head(features);
        return logits / 3;
    }

    public TaskAdapter Evaluating()
    {
        eval();
        return this;
    }

    private static TaskDeclaration CreateDeclaration(Backbone backbone) =>
        new("tempered", backbone.Id, ["a", "b"], new AdapterConfig(BottleneckAdapter.Variant), (_, _) => throw new NotSupportedException());
}

/// <summary>The same, with its graph.</summary>
internal sealed class WrittenTemperedTask(Backbone backbone) : TemperedTask(backbone), IOnnxModule
{
    public OnnxValue Write(OnnxGraph graph, OnnxValue input)
    {
        var head = children().OfType<TaskHead>().Single();
        var logits = graph.Linear(graph.Norm(input, head.Norm!, "norm"), head.Output, "output");
        return graph.Apply("Div", [logits, graph.Number(3)]);
    }
}
