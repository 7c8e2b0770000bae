namespace AdapterKit;

/// <summary>The longer the texts, the more layers go without adapters.</summary>
public sealed class LengthDrop : IDropPolicy
{
    private readonly (int Tokens, int Layers)[] steps;

    /// <summary>A policy of steps.</summary>
    /// <param name="steps">From how many tokens a text on how many of the lowest layers go without adapters; none below the first step.</param>
    public LengthDrop(params IEnumerable<(int Tokens, int Layers)> steps) => this.steps = [.. steps.OrderBy(step => step.Tokens)];

    /// <inheritdoc />
    public int Choose(DropRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return steps.LastOrDefault(step => request.Batch.Ids.size(1) >= step.Tokens).Layers;
    }
}
