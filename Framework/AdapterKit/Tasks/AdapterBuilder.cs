using System.Runtime.InteropServices;

namespace AdapterKit;

/// <summary>Builds the adapters that a task has of one set, and what these share.</summary>
internal sealed class AdapterBuilder
{
    private readonly string task;
    private readonly AdapterSet set;
    private readonly EmbeddingTables? tables;
    private readonly Dictionary<IAdapterPlace, AdapterShape> shapes;

    /// <param name="task">The id of the task.</param>
    /// <param name="set">The set.</param>
    /// <param name="places">The places that have one of its adapters, layer by layer.</param>
    /// <param name="tables">The tables of the embeddings.</param>
    /// <exception cref="TaskConfigException">What the adapters share cannot be built.</exception>
    public AdapterBuilder(string task, AdapterSet set, IEnumerable<IAdapterPlace> places, EmbeddingTables? tables)
    {
        this.task = task;
        this.set = set;
        this.tables = tables;
        shapes = places.Index().ToDictionary(place => place.Item, place => Create(place.Item, place.Index));
        if (shapes.Count > 0)
            Shared = Build("what its adapters share", () => set.Variant.CreateShared(new SharedShape([.. shapes.Values]), set.Options));
    }

    /// <summary>What the adapters share; <see langword="null"/> if they share nothing.</summary>
    public SharedModule? Shared { get; }

    /// <summary>Builds the adapter at a site.</summary>
    /// <exception cref="TaskConfigException">It cannot be built.</exception>
    public ResidualAdapter Build(Site site)
    {
        var norm = site.Point.Placement == NormPlacement.Post ? site.Point.Norm : null;
        return Build(site, shape => set.Variant.Create(shape with { Bias = FindBias(norm) }, set.Options));
    }

    /// <summary>Builds the adapter at a part of a product.</summary>
    /// <param name="site">The part.</param>
    /// <param name="product">The product of the backbone; borrowed.</param>
    /// <exception cref="TaskConfigException">It cannot be built.</exception>
    public ProjectionAdapter Build(ProjectionSite site, Linear product)
    {
        using var weight = product.weight.narrow(0, site.Part.FirstRow, site.Part.Rows);
        return Build(
            site,
            shape => set.Variant.CreateProjection(shape with { Weight = weight, Bias = FindBias(product, site.Part) }, set.Options));
    }

    /// <summary>Builds the adapter at an attention.</summary>
    /// <exception cref="TaskConfigException">It cannot be built.</exception>
    public MemoryAdapter Build(MemorySite site) => Build(site, shape => set.Variant.CreateMemory(shape, set.Options));

    /// <summary>Builds the adapter at the embedded tokens.</summary>
    /// <exception cref="TaskConfigException">It cannot be built.</exception>
    public EntryAdapter Build(EntrySite site) =>
        Build(site, shape => set.Variant.CreateEntry(shape with { Tables = tables, Bias = FindBias(site) }, set.Options));

    private T Build<T>(IAdapterPlace place, Func<AdapterShape, T> create) =>
        Build($"an adapter at '{place}'", () => create(shapes[place] with { Shared = Shared }));

    // A variant is code of its author, which reads options that nobody could check before.
    private T Build<T>(string what, Func<T> create)
    {
        try
        {
            return create();
        }
        catch (Exception error) when (error is ArgumentException or ExternalException or OverflowException)
        {
            var problem = PrintableText.Explain(error);
            throw new TaskConfigException($"Task '{task}' cannot have {what}. {problem} Its options are: {set.Options}.", error);
        }
    }

    // A model may project its embeddings to another width behind their norm.
    private Func<Tensor>? FindBias(EntrySite site) =>
        tables?.Norm is { } norm && Norms.Of(norm).Width == site.Width ? FindBias(norm) : null;

    private static Func<Tensor>? FindBias(nn.Module<Tensor, Tensor>? module) =>
        module is not null && Norms.Of(module) is { Shift: not null } norm ? () => norm.Shift!.detach() : null;

    private static Func<Tensor>? FindBias(Linear product, ProjectionPart part)
    {
        return product.bias is null ? null : Read;

        Tensor Read()
        {
            using var all = product.bias!.detach();
            return all.narrow(0, part.FirstRow, part.Rows);
        }
    }

    private static AdapterShape Create(IAdapterPlace place, int index)
    {
        var shape = place switch
        {
            ProjectionSite site => new AdapterShape((int)site.InputWidth, (int)site.Part.Rows),
            EntrySite site => new AdapterShape(site.Width),
            MemorySite site => new AdapterShape(site.Attention.InputWidth, site.Attention.KeyWidth),
            _ => new AdapterShape(((Site)place).Point.Width),
        };
        return shape with { Layer = place.Layer, Point = place.Name, Index = index };
    }
}
