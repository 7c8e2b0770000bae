using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace AdapterKit.Tests;

public sealed record PeerGatedLoraOptions : VariantOptions
{
    public int Rank { get; init; } = 8;
}

/// <summary>LoRA as somebody else would declare it: with a gate for each text in place of the scaling (UniPELT, Mao et al. 2022).</summary>
[AdapterVariant("peer-gated-lora")]
public sealed partial class PeerGatedLora(AdapterShape shape, PeerGatedLoraOptions options) : ProjectionAdapter
{
    private readonly Linear a = Linear(shape.InputWidth, options.Rank, hasBias: false);
    private readonly Linear b = Linear(options.Rank, shape.OutputWidth, hasBias: false);
    private readonly Linear gate = Linear(shape.InputWidth, 1);

    public override Tensor Apply(Tensor y, Tensor x)
    {
        using var scope = NewDisposeScope();
        return (y + b.call(a.call(x)) * gate.call(x).sigmoid().mean([1], keepdim: true)).MoveToOuterDisposeScope();
    }
}
