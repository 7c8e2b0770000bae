namespace AdapterKit;

/// <summary>The shapes of the places at which one set of a task has its adapters, with what these share.</summary>
internal sealed class SetShapes
{
    private readonly Dictionary<IAdapterPlace, AdapterShape> shapes;

    /// <param name="set">The set.</param>
    /// <param name="places">The places that have one of its adapters, layer by layer.</param>
    public SetShapes(AdapterSet set, IEnumerable<IAdapterPlace> places)
    {
        shapes = places.Index().ToDictionary(place => place.Item, place => Create(place.Item, place.Index));
        Shared = shapes.Count == 0 ? null : set.Variant.CreateShared(new SharedShape([.. shapes.Values]), set.Options);
    }

    /// <summary>What the adapters share; <see langword="null"/> if they share nothing.</summary>
    public SharedModule? Shared { get; }

    /// <summary>The shape of an adapter's place.</summary>
    public AdapterShape this[IAdapterPlace place] => shapes[place] with { Shared = Shared };

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
