namespace AdapterKit;

/// <summary>Adapters of one variant: their options, and the places that have one.</summary>
/// <param name="Variant">The adapter variant.</param>
public sealed record AdapterSet(AdapterVariant Variant)
{
    /// <summary>The variant's options.</summary>
    public VariantOptions Options { get; init; } = Variant.Defaults;

    /// <summary>How the adapters join the residual path.</summary>
    public AdapterPlacement Placement { get; init; } = AdapterPlacement.Sequential;

    /// <summary>
    /// The places that have an adapter: insertion points, parts of products such as <c>attention.q</c> for a variant that changes products,
    /// or attentions such as <c>attention.memory</c> for one that adds keys and values. Every such place if <see langword="null"/>, apart
    /// from parts that consist of others (<see cref="ProjectionPart.IsJoint"/>); none if empty.
    /// </summary>
    public IReadOnlyList<string>? Points { get; init; }

    /// <summary>Whether the task trains its own copies of the norms at these sites, as Houlsby et al. 2019 do.</summary>
    public bool TuneNorms { get; init; } = true;

    /// <summary>The sites that have none of these adapters.</summary>
    public DropSet Drop { get; init; } = DropSet.None;

    /// <summary>Whether one of these adapters is at a place.</summary>
    /// <param name="place">The place.</param>
    public bool Covers(IAdapterPlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        var isMeant = Points?.Contains(place.Name) ?? place is not ProjectionSite { Part.IsJoint: true };
        return Variant.Kind == place.Kind && isMeant && !Drop.Contains(place);
    }
}
