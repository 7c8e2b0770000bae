using TorchSharp.Modules;

namespace AdapterKit.Tests;

/// <summary>The peer's classification head: <c>W₂ tanh(W₁ x + b₁) + b₂</c>.</summary>
internal sealed class PeerHead : ComponentModule<Tensor, Tensor>
{
    private readonly Linear first;
    private readonly Linear second;

    public PeerHead(int width, int labels)
        : base(nameof(PeerHead))
    {
        register_module("1", first = nn.Linear(width, width));
        register_module("4", second = nn.Linear(width, labels));
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return second.call(first.call(input).tanh()).MoveToOuterDisposeScope();
    }
}
