namespace AdapterKit;

/// <summary>
/// The base of adapter variants that add keys and values to an attention, such as prefix tuning (Li and Liang 2021): every token attends
/// to them as to tokens in front of the text.
/// </summary>
/// <remarks>
/// A derived class declares its components as fields initialized in place. They exist before this
/// constructor runs, which is why it can register and initialize them.
/// </remarks>
public abstract class MemoryAdapter : nn.Module
{
    /// <summary>Registers and initializes the components.</summary>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the overrides see every component.
    protected MemoryAdapter()
        : base("adapter")
    {
        name = GetType().Name;
        RegisterComponents();
        using var frozen = no_grad();
        InitializeWeights();
    }
#pragma warning restore CA2214

    /// <summary>Computes the keys.</summary>
    /// <returns><c>[length, width]</c>, the heads side by side; a new tensor owned by the caller.</returns>
    public abstract Tensor ComputeKeys();

    /// <summary>Computes the values.</summary>
    /// <returns><c>[length, width]</c>, the heads side by side; a new tensor owned by the caller.</returns>
    public abstract Tensor ComputeValues();

    /// <summary>
    /// By how many positions the text moves behind the keys; 0 if its first token keeps position 0. A task moves it once, by the largest
    /// number among its adapters.
    /// </summary>
    public virtual int PositionShift => 0;

    /// <summary>
    /// Whether keys and values depend on the text. Then <see cref="ComputeGates"/> is called with the attention's input.
    /// </summary>
    public virtual bool ReadsInput => false;

    /// <summary>Computes by what a text's copy of the keys and values is multiplied, for a variant that <see cref="ReadsInput"/>.</summary>
    /// <param name="x">The input of the attention, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="tokens">True at real tokens, <c>[batch, tokens]</c>; <see langword="null"/> if every token is real.</param>
    /// <returns><c>[batch, 2]</c>, the factor of the keys and that of the values; a new tensor owned by the caller.</returns>
    public virtual Tensor ComputeGates(Tensor x, Tensor? tokens) =>
        throw new NotSupportedException($"'{GetType().Name}' reads the input of the attention, but does not override ComputeGates.");

    /// <summary>Initializes the components; written by the compiler from the attributes on the fields.</summary>
    protected virtual void InitializeWeights()
    {
    }
}
