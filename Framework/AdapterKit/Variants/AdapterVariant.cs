namespace AdapterKit;

/// <summary>An adapter variant as a value: its id, its options, and how to build and store it.</summary>
public sealed class AdapterVariant
{
    private readonly Func<AdapterShape, VariantOptions, ResidualAdapter>? createResidual;
    private readonly Func<AdapterShape, VariantOptions, ProjectionAdapter>? createProjection;
    private readonly Func<AdapterShape, VariantOptions, MemoryAdapter>? createMemory;
    private readonly Func<AdapterShape, VariantOptions, EntryAdapter>? createEntry;
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

    /// <summary>Creates the value of a variant that adds keys and values to attentions; generated code does so once per variant.</summary>
    /// <param name="id">The id that bundles store.</param>
    /// <param name="defaults">The default options.</param>
    /// <param name="create">Creates an adapter with fresh weights.</param>
    /// <param name="read">Reads options from a bundle's manifest.</param>
    /// <param name="write">Writes options into a bundle's manifest.</param>
    public AdapterVariant(
        string id,
        VariantOptions defaults,
        Func<AdapterShape, VariantOptions, MemoryAdapter> create,
        Func<OptionsReader, VariantOptions> read,
        Action<OptionsWriter, VariantOptions> write)
        : this(id, defaults, read, write) => createMemory = create;

    /// <summary>Creates the value of a variant that changes the embedded tokens; generated code does so once per variant.</summary>
    /// <param name="id">The id that bundles store.</param>
    /// <param name="defaults">The default options.</param>
    /// <param name="create">Creates an adapter with fresh weights.</param>
    /// <param name="read">Reads options from a bundle's manifest.</param>
    /// <param name="write">Writes options into a bundle's manifest.</param>
    public AdapterVariant(
        string id,
        VariantOptions defaults,
        Func<AdapterShape, VariantOptions, EntryAdapter> create,
        Func<OptionsReader, VariantOptions> read,
        Action<OptionsWriter, VariantOptions> write)
        : this(id, defaults, read, write) => createEntry = create;

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

    /// <summary>What its adapters do, and so where they are.</summary>
    public PlaceKind Kind => createProjection is not null ? PlaceKind.Projection
        : createMemory is not null ? PlaceKind.Memory
        : createEntry is not null ? PlaceKind.Entry
        : PlaceKind.Residual;

    /// <summary>Creates an adapter with fresh weights, for a site on the residual path.</summary>
    /// <param name="shape">The shape of the site.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant, or one is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The variant is of another kind.</exception>
    public ResidualAdapter Create(AdapterShape shape, VariantOptions options) =>
        Require(createResidual, PlaceKind.Residual)(shape, Own(options));

    /// <summary>Creates an adapter with fresh weights, for a product of a sub-layer.</summary>
    /// <param name="shape">The widths of the product.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant, or one is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The variant is of another kind.</exception>
    public ProjectionAdapter CreateProjection(AdapterShape shape, VariantOptions options) =>
        Require(createProjection, PlaceKind.Projection)(shape, Own(options));

    /// <summary>Creates an adapter with fresh weights, for an attention.</summary>
    /// <param name="shape">The width of its keys.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant, or one is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The variant is of another kind.</exception>
    public MemoryAdapter CreateMemory(AdapterShape shape, VariantOptions options) =>
        Require(createMemory, PlaceKind.Memory)(shape, Own(options));

    /// <summary>Creates an adapter with fresh weights, for the embedded tokens.</summary>
    /// <param name="shape">The width of the embeddings.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <exception cref="ArgumentException">The options belong to another variant, or one is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The variant is of another kind.</exception>
    public EntryAdapter CreateEntry(AdapterShape shape, VariantOptions options) =>
        Require(createEntry, PlaceKind.Entry)(shape, Own(options));

    /// <summary>Creates what all adapters of a set share; <see langword="null"/> for a variant whose adapters share nothing.</summary>
    public Func<SharedShape, VariantOptions, SharedModule>? SharedFactory { get; init; }

    /// <summary>Creates what all adapters of a set share, with fresh weights.</summary>
    /// <param name="shape">The places of the adapters.</param>
    /// <param name="options">Options of this variant's type.</param>
    /// <returns>A module owned by the caller; <see langword="null"/> for a variant whose adapters share nothing.</returns>
    /// <exception cref="ArgumentException">The options belong to another variant, or one is out of its range.</exception>
    public SharedModule? CreateShared(SharedShape shape, VariantOptions options) => SharedFactory?.Invoke(shape, Own(options));

    /// <summary>The names of the components in files of the AdapterHub library; none if the variant declares none.</summary>
    public IReadOnlyList<PublishedName> HubNames { get; init; } = [];

    /// <summary>The names of the components in files of the PEFT library; none if the variant declares none.</summary>
    public IReadOnlyList<PublishedName> PeftNames { get; init; } = [];

    /// <summary>The numbers that the options may be; none if the variant declares no <c>[Range]</c>.</summary>
    public IReadOnlyList<OptionRange> Ranges { get; init; } = [];

    internal VariantOptions Read(OptionsReader reader) => read(reader);

    internal void Write(OptionsWriter writer, VariantOptions options) => write(writer, Own(options));

    private T Require<T>(T? create, PlaceKind kind)
        where T : class => create ?? throw new InvalidOperationException($"Adapters of variant '{Id}' are {Kind} and not {kind} adapters.");

    private VariantOptions Own(VariantOptions options)
    {
        if (options.GetType() != Defaults.GetType())
        {
            throw new ArgumentException(
                $"Variant '{Id}' takes {Defaults.GetType().Name}, not {options.GetType().Name}.", nameof(options));
        }

        foreach (var range in Ranges)
            range.Check(Id, options);

        return options;
    }
}
