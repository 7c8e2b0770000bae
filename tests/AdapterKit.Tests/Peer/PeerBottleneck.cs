using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace AdapterKit.Tests;

/// <summary>The knobs of the peer's bottleneck that ours lacks.</summary>
public sealed record PeerBottleneckOptions : VariantOptions
{
    public int Bottleneck { get; init; } = 1;

    public Activation Activation { get; init; }

    public double Scaling { get; init; } = 1;

    public bool Gate { get; init; }

    public bool NormBefore { get; init; }

    public bool NormAfter { get; init; }
}

/// <summary>A bottleneck as somebody else would declare it: with a gate for each text (UniPELT, Mao et al. 2022) and with norms.</summary>
[AdapterVariant("peer-bottleneck")]
public sealed partial class PeerBottleneck(AdapterShape shape, PeerBottleneckOptions options) : ResidualAdapter
{
    private readonly LayerNorm? before = options.NormBefore ? LayerNorm(shape.Width) : null;
    private readonly Linear down = Linear(shape.Width, options.Bottleneck);
    private readonly Linear up = Linear(options.Bottleneck, shape.Width);
    private readonly LayerNorm? after = options.NormAfter ? LayerNorm(shape.Width) : null;
    private readonly Linear? gate = options.Gate ? Linear(shape.Width, 1) : null;

    public override Tensor Delta(Tensor h)
    {
        using var scope = NewDisposeScope();
        var units = options.Activation.Apply(down.call(before is null ? h : before.call(h)));
        var delta = up.call(units) * options.Scaling;
        if (gate is not null)
            delta = delta * gate.call(h).sigmoid().mean([1], keepdim: true);

        return (after is null ? delta : after.call(delta)).MoveToOuterDisposeScope();
    }
}
