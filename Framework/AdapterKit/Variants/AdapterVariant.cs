namespace AdapterKit;

/// <summary>An adapter variant as a value: its id, its options, and how to build and store it.</summary>
public sealed class AdapterVariant
{
    private readonly Func<AdapterShape, VariantOptions, ResidualAdapter>? createResidual;
    private readonly Func<AdapterShape, VariantOptions, ProjectionAdapter>? createProjection;
    private readonly Func<OptionsReader, VariantOptions> read;
    private readonly Action<OptionsWriter, VariantOptions> write;

    /// <summary>Creates the value of a variant that acts on the residual path; generated code does so once per variant.</summary>
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
        : this(id, defaults, read, write) => createResidual = create;

    /// <summary>Creates the value of a variant that changes products; generated code does so once per variant.</summary>
    /// <param name="id">The id that bundles store.</param>
    /// <param name="defaults">The default options.</param>
    /// <param name="create">Creates an adapter with fresh weights.</param>
    /// <param name="read">Reads options from a bundle's manifest.</param>
    /// <param name="write">Writes options into a bundle's manifest.</param>
    public AdapterVariant(
        string id,
        VariantOptions defaults,
        Func<AdapterShape, VariantOptions, ProjectionAdapter> create,
        Func<OptionsReader, VariantOptions> read,
        Action<OptionsWriter, VariantOptions> write)
        : this(id, defaults, read, write) => createProjection = create;

    private AdapterVariant(
        string id, VariantOptions defaults, Func<OptionsReader, VariantOptions> read, Action<OptionsWriter, VariantOptions> write) =>
        (Id, Defaults, this.read, this.write) = (id, defaults, read, write);

    /// <summary>The variant of a task without adapters of its own.</summary>
    public static AdapterVariant None { get; } = new(
        "none",
        new NoOptions(),
        static ResidualAdapter (_, _) =>
            throw new InvalidOperationException("The task has no adapter variant. Declare one, or configure a fusion."),
        static _ => new NoOptions(),
        static (_, _) => { });

    /// <summary>The id that bundles store.</summary>
    public string Id { get; }

    /// <summary>The default options.</summary>
    public VariantOptions Defaults { get; }

    /// <summary>
    /// Whether its adapters change products of sub-layers (<see cref="ProjectionAdapter"/>) rather than the residual path.
    /// </summary>
    public bool ChangesProjections => createProjection is not null;

    /// <summary>Creates an adapter with fresh weights, for a site on the residual path.</summary>
    /// <param name="shape">The shape of the site.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant.</exception>
    /// <exception cref="InvalidOperationException">The variant changes products.</exception>
    public ResidualAdapter Create(AdapterShape shape, VariantOptions options) => createResidual is not null
        ? createResidual(shape, Own(options))
        : throw new InvalidOperationException($"Variant '{Id}' changes products of sub-layers, not the residual path.");

    /// <summary>Creates an adapter with fresh weights, for a product of a sub-layer.</summary>
    /// <param name="shape">The widths of the product.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant.</exception>
    /// <exception cref="InvalidOperationException">The variant acts on the residual path.</exception>
    public ProjectionAdapter CreateProjection(AdapterShape shape, VariantOptions options) => createProjection is not null
        ? createProjection(shape, Own(options))
        : throw new InvalidOperationException($"Variant '{Id}' acts on the residual path, not on products of sub-layers.");

    /// <summary>The names of the components in files of the AdapterHub library; none if the variant declares none.</summary>
    public IReadOnlyList<PublishedName> HubNames { get; init; } = [];

    /// <summary>The names of the components in files of the PEFT library; none if the variant declares none.</summary>
    public IReadOnlyList<PublishedName> PeftNames { get; init; } = [];

    internal VariantOptions Read(OptionsReader reader) => read(reader);

    internal void Write(OptionsWriter writer, VariantOptions options) => write(writer, Own(options));

    private VariantOptions Own(VariantOptions options) =>
        options.GetType() == Defaults.GetType()
            ? options
            : throw new ArgumentException(
                $"Variant '{Id}' takes {Defaults.GetType().Name}, not {options.GetType().Name}.", nameof(options));
}
