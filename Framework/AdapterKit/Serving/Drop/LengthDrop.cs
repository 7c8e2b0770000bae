namespace AdapterKit;

/// <summary>Drops more layers for longer texts.</summary>
public sealed class LengthDrop : IDropPolicy
{
    private readonly (int Tokens, int Layers)[] steps;

    /// <summary>Creates a policy.</summary>
    /// <param name="steps">
    /// The number of first layers without adapters for texts of at least a number of tokens; shorter texts keep all adapters.
    /// </param>
    public LengthDrop(params IEnumerable<(int Tokens, int Layers)> steps) => this.steps = [.. steps.OrderBy(step => step.Tokens)];

    /// <inheritdoc />
    public int Choose(DropRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return steps.LastOrDefault(step => request.Batch.Ids.size(1) >= step.Tokens).Layers;
    }
}
