namespace AdapterKit;

/// <summary>
/// The base of adapter variants that act on the embedded tokens before the first layer: they change them, as invertible adapters do, or put
/// vectors in front of them, as prompt tuning does.
/// </summary>
/// <remarks>
/// A derived class declares its components as fields initialized in place. They exist before this
/// constructor runs, which is why it can register and initialize them.
/// </remarks>
public abstract class EntryAdapter : nn.Module
{
    /// <summary>Registers and initializes the components.</summary>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the overrides see every component.
    protected EntryAdapter()
        : base("adapter")
    {
        name = GetType().Name;
        RegisterComponents();
        using var frozen = no_grad();
        InitializeWeights();
    }
#pragma warning restore CA2214

    /// <summary>Changes the embedded tokens.</summary>
    /// <param name="h">Embedded tokens <c>[batch, tokens, width]</c>; not modified.</param>
    /// <returns>A new tensor of the same shape, owned by the caller; the tokens as they are unless a variant overrides this.</returns>
    public virtual Tensor Enter(Tensor h)
    {
        ArgumentNullException.ThrowIfNull(h);
        return h.alias();
    }

    /// <summary>Computes the vectors in front of every text, which the layers transform along with it.</summary>
    /// <returns><c>[length, width]</c>, a new tensor owned by the caller; <see langword="null"/> for a variant without a prompt.</returns>
    public virtual Tensor? ComputePrompt() => null;

    /// <summary>
    /// Whether the vectors of <see cref="ComputePrompt"/> are word embeddings, to which the backbone adds positions and applies its norm.
    /// </summary>
    public virtual bool IsAmongWords => false;

    /// <summary>
    /// The table of the embeddings whose rows <see cref="ComputeChange"/> changes; <see langword="null"/> if it changes none.
    /// </summary>
    public virtual EmbeddingTable? ChangedTable => null;

    /// <summary>Computes what is added to rows of the <see cref="ChangedTable"/>, in front of the norm of the embeddings.</summary>
    /// <param name="rows">The numbers of the rows, <c>[batch, tokens]</c>; not modified.</param>
    /// <returns><c>[batch, tokens, width]</c>, a new tensor owned by the caller.</returns>
    /// <exception cref="NotSupportedException">The variant changes no table.</exception>
    public virtual Tensor ComputeChange(Tensor rows) =>
        throw new NotSupportedException($"'{GetType().Name}' changes a table of the embeddings, but does not override ComputeChange.");

    /// <summary>Initializes the components; written by the compiler from the attributes on the fields.</summary>
    protected virtual void InitializeWeights()
    {
    }
}
