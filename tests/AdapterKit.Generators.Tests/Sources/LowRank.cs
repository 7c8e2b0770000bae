namespace Demo;

public sealed record LowRankOptions : VariantOptions
{
    public int Rank { get; init; } = 4;
}

[AdapterVariant("low-rank")]
public sealed partial class LowRankAdapter(AdapterShape shape, LowRankOptions options) : ProjectionAdapter
{
    [Down, KaimingUniform] private readonly Linear a = Linear(shape.InputWidth, options.Rank, hasBias: false);
    [Up, Zeros] private readonly Linear b = Linear(options.Rank, shape.OutputWidth, hasBias: false);
    private readonly Scaling scaling = new(0.5, learned: false);
}
