namespace AdapterKit;

/// <summary>
/// The base of <see cref="SharedModuleAttribute"/> classes: components that all adapters of a task's set have in common, such as the
/// network that computes the prefixes of every layer. They are created once, trained once and stored once.
/// </summary>
/// <remarks>
/// A variant asks for them with a third parameter of its constructor. A derived class declares its components as fields initialized in
/// place. They exist before this constructor runs, which is why it can register and initialize them.
/// </remarks>
public abstract class SharedModule : nn.Module
{
    /// <summary>Registers and initializes the components.</summary>
#pragma warning disable CA2214 // Field initializers run before a base constructor: the overrides see every component.
    protected SharedModule()
        : base("shared")
    {
        name = GetType().Name;
        RegisterComponents();
        using var frozen = no_grad();
        InitializeWeights();
    }
#pragma warning restore CA2214

    /// <summary>The names of the components in files of the AdapterHub library; written by the compiler.</summary>
    public virtual IReadOnlyList<PublishedName> HubNames => [];

    /// <summary>The names of the components in files of the PEFT library; written by the compiler.</summary>
    public virtual IReadOnlyList<PublishedName> PeftNames => [];

    /// <summary>Initializes the components; written by the compiler from the attributes on the fields.</summary>
    protected virtual void InitializeWeights()
    {
    }
}
