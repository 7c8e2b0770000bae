using TorchSharp.Modules;

namespace AdapterKit.Tests;

public sealed record TableOptions : VariantOptions
{
    public double Factor { get; init; } = 1;
}

/// <summary>A row for each adapter of a set, as somebody else would declare it.</summary>
[SharedModule]
public sealed partial class Table(SharedShape shape, TableOptions options) : SharedModule
{
    [Normal(0.1)]
    private Parameter rows = new(empty(shape.Places.Count, shape.Places[0].Width));

    private readonly double factor = options.Factor;

    public IReadOnlyList<AdapterShape> Places { get; } = shape.Places;

    public Tensor Read(int row) => rows[row] * factor;
}

/// <summary>An adapter that adds its row to every token.</summary>
[AdapterVariant("table")]
public sealed partial class TableAdapter(AdapterShape shape, TableOptions options, Table table) : ResidualAdapter
{
    private readonly double factor = options.Factor;

    public AdapterShape Shape => shape;

    public override Tensor Delta(Tensor h)
    {
        using var row = table.Read(shape.Index);
        return zeros_like(h).add_(row, factor);
    }
}
