namespace AdapterKit.Tests;

/// <summary>A task with the peer's classification head: <c>W₂ tanh(W₁ x + b₁) + b₂</c> on the first token.</summary>
internal sealed class PeerHeadTask : TaskAdapter
{
    private readonly Golden golden;

    private PeerHeadTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config, Golden golden)
        : base(declaration, backbone, config) => this.golden = golden;

    public static TaskAdapter Load(Golden golden, Backbone backbone, AdapterConfig config, string name)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            name, backbone.Id, [], config, (stem, adapters) => new PeerHeadTask(declaration!, stem, adapters, golden));
        var task = declaration.Create(backbone);
        golden.Fill(task);
        return task;
    }

    public override Tensor Head(Tensor features)
    {
        using var scope = NewDisposeScope();
        var hidden = nn.functional.linear(features, Weight("1.weight"), Weight("1.bias")).tanh();
        return nn.functional.linear(hidden, Weight("4.weight"), Weight("4.bias")).MoveToOuterDisposeScope();
    }

    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights) =>
        nn.functional.cross_entropy(Head(features), targets, labelWeights);

    private Tensor Weight(string name) => golden[$"param/heads.{Id}.{name}"];
}
