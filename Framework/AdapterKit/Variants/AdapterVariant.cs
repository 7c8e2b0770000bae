namespace AdapterKit;

/// <summary>An adapter variant as a value: how to name, configure, build and store it.</summary>
public sealed class AdapterVariant
{
    private readonly Func<AdapterShape, VariantOptions, ResidualAdapter> create;
    private readonly Func<OptionsReader, VariantOptions> read;
    private readonly Action<OptionsWriter, VariantOptions> write;

    /// <summary>Made by generated code, one for each variant.</summary>
    /// <param name="id">The name that bundles store.</param>
    /// <param name="defaults">The options of a variant that is not configured.</param>
    /// <param name="create">Builds an adapter with freshly initialised weights.</param>
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

    /// <summary>Stands for the variant of a task without adapters of its own.</summary>
    public static AdapterVariant None { get; } = new(
        "none",
        new NoOptions(),
        static (_, _) => throw new InvalidOperationException("A task without a variant has no adapters of its own."),
        static _ => new NoOptions(),
        static (_, _) => { });

    /// <summary>The name that bundles store.</summary>
    public string Id { get; }

    /// <summary>The options of a variant that is not configured.</summary>
    public VariantOptions Defaults { get; }

    /// <summary>Builds an adapter with freshly initialised weights.</summary>
    /// <param name="shape">The site it is built for.</param>
    /// <param name="options">Options of this variant's own type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant.</exception>
    public ResidualAdapter Create(AdapterShape shape, VariantOptions options) => create(shape, Own(options));

    internal VariantOptions Read(OptionsReader reader) => read(reader);

    internal void Write(OptionsWriter writer, VariantOptions options) => write(writer, Own(options));

    private VariantOptions Own(VariantOptions options) =>
        options.GetType() == Defaults.GetType()
            ? options
            : throw new ArgumentException(
                $"Variant '{Id}' takes {Defaults.GetType().Name}, not {options.GetType().Name}.", nameof(options));

    private sealed record NoOptions : VariantOptions;
}
