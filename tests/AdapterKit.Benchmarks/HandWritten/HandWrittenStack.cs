namespace AdapterKit.Benchmarks;

/// <summary>Layers run one after the other.</summary>
internal sealed class HandWrittenStack(IEnumerable<HandWrittenLayer> layers)
{
    private readonly HandWrittenLayer[] layers = [.. layers];

    public Tensor Forward(Tensor input)
    {
        var hidden = input.alias();
        foreach (var layer in layers)
        {
            using var consumed = hidden;
            hidden = layer.Forward(consumed);
        }

        return hidden;
    }
}
