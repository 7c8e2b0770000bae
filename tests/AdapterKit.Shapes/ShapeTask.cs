namespace AdapterKit.Shapes;

/// <summary>The shape in an image.</summary>
[TaskAdapter("shape", Backbone = "tiny-vit")]
[Labels("bars", "disc", "ring")]
public sealed partial class ShapeTask : ImageClassificationTask<BottleneckAdapter>;
