namespace AdapterKit;

/// <summary>An adapter and the outputs of a product that it changes.</summary>
internal sealed class PartAdapter : IDisposable
{
    private readonly Tensor? weight;
    private readonly Tensor? bias;

    /// <param name="adapter">The adapter.</param>
    /// <param name="part">The outputs.</param>
    /// <param name="linear">The backbone's weights.</param>
    public PartAdapter(ProjectionAdapter adapter, ProjectionPart part, Linear linear)
    {
        (Adapter, Part) = (adapter, part);
        if (!adapter.ReadsWeight)
            return;

        weight = linear.weight.narrow(0, part.FirstRow, part.Rows).DetachFromDisposeScope();
        bias = linear.bias?.narrow(0, part.FirstRow, part.Rows).DetachFromDisposeScope();
    }

    public ProjectionAdapter Adapter { get; }

    public ProjectionPart Part { get; }

    public void Deconstruct(out ProjectionAdapter adapter, out ProjectionPart part) => (adapter, part) = (Adapter, Part);

    /// <summary>Computes the changed outputs.</summary>
    /// <param name="y">The outputs, <c>[batch, tokens, rows of the part]</c>; not modified.</param>
    /// <param name="x">The input of the product; not modified.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    public Tensor Apply(Tensor y, Tensor x, Tensor? tokens) =>
        weight is not null ? Adapter.Apply(y, x, weight, bias)
        : Adapter.ReadsMask ? Adapter.Apply(y, x, tokens)
        : Adapter.Apply(y, x);

    public void Dispose()
    {
        weight?.Dispose();
        bias?.Dispose();
    }
}
