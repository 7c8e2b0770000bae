namespace AdapterKit;

/// <summary>An adapter variant as a value: its id, its options, and how to build and store it.</summary>
public sealed class AdapterVariant
{
    private readonly Func<AdapterShape, VariantOptions, ResidualAdapter> create;
    private readonly Func<OptionsReader, VariantOptions> read;
    private readonly Action<OptionsWriter, VariantOptions> write;

    /// <summary>Creates the value; generated code does so once per variant.</summary>
    /// <param name="id">The id that bundles store.</param>
    /// <param name="defaults">The default options.</param>
    /// <param name="create">Creates an adapter with fresh weights.</param>
    /// <param name="read">Reads options from a bundle's manifest.</param>
    /// <param name="write">Writes options into a bundle's manifest.</param>
    public AdapterVariant(
        string id,
        VariantOptions defaults,
        Func<AdapterShape, VariantOptions, ResidualAdapter> create,
        Func<OptionsReader, VariantOptions> read,
        Action<OptionsWriter, VariantOptions> write)
    {
        Id = id;
        Defaults = defaults;
        this.create = create;
        this.read = read;
        this.write = write;
    }

    /// <summary>The variant of a task without adapters of its own.</summary>
    public static AdapterVariant None { get; } = new(
        "none",
        new NoOptions(),
        static (_, _) => throw new InvalidOperationException("The task has no adapter variant. Declare one, or configure a fusion."),
        static _ => new NoOptions(),
        static (_, _) => { });

    /// <summary>The id that bundles store.</summary>
    public string Id { get; }

    /// <summary>The default options.</summary>
    public VariantOptions Defaults { get; }

    /// <summary>Creates an adapter with fresh weights.</summary>
    /// <param name="shape">The shape of the site.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant.</exception>
    public ResidualAdapter Create(AdapterShape shape, VariantOptions options) => create(shape, Own(options));

    internal VariantOptions Read(OptionsReader reader) => read(reader);

    internal void Write(OptionsWriter writer, VariantOptions options) => write(writer, Own(options));

    private VariantOptions Own(VariantOptions options) =>
        options.GetType() == Defaults.GetType()
            ? options
            : throw new ArgumentException(
                $"Variant '{Id}' takes {Defaults.GetType().Name}, not {options.GetType().Name}.", nameof(options));
}
