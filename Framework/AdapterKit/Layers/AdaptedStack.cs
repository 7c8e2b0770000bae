using System.Globalization;

namespace AdapterKit;

/// <summary>Layers in sequence; their insertion points are the sites.</summary>
public sealed class AdaptedStack : ComponentModule<Tensor, AdapterPass, Tensor>, IMappedWeights
{
    private readonly AdaptedLayer[] layers;

    /// <summary>Orders the layers and numbers their sites.</summary>
    /// <param name="layers">The layers, from the input up; owned by the stack.</param>
    public AdaptedStack(IEnumerable<AdaptedLayer> layers)
        : this([.. layers])
    {
        SourceLayers = this.layers.Length;
        foreach (var (index, layer) in this.layers.Index())
            register_module(index.ToString(CultureInfo.InvariantCulture), layer);
    }

    private AdaptedStack(AdaptedLayer[] layers)
        : base(nameof(AdaptedStack))
    {
        this.layers = layers;
        var (sites, parts, projections) = (new List<Site>(), new List<ProjectionSite>(), new List<Linear>());
        var memories = new List<MemorySite>();
        foreach (var (index, layer) in this.layers.Index())
        {
            layer.FirstSite = sites.Count;
            sites.AddRange(layer.InsertionPoints.Select(point => new Site(index, point)));
            foreach (var (path, attention) in FindAll<IAttention>(layer))
            {
                attention.AttentionNumber = memories.Count;
                memories.Add(new MemorySite(index, $"{path}.memory", attention));
            }

            foreach (var (path, sublayer) in FindAll<IProjected>(layer))
            {
                sublayer.FirstProjection = projections.Count;
                foreach (var (linear, named) in sublayer.Projections)
                {
                    parts.AddRange(named.Select(
                        part => new ProjectionSite(index, $"{path}.{part.Name}", projections.Count, part, linear.in_features)));
                    projections.Add(linear);
                }
            }
        }

        (Sites, ProjectionSites, Projections, MemorySites) = (sites, parts, projections, memories);
        EntrySites = sites is [var lowest, ..] ? [new EntrySite(lowest.Point.Width)] : [];
    }

    // Registers nothing: the layers belong to the whole stack.
    private AdaptedStack(AdaptedStack whole, int count)
        : base(nameof(AdaptedStack)) =>
        (layers, SourceLayers, EntrySites, Sites, ProjectionSites, Projections, MemorySites) = (
            whole.layers[..count],
            count,
            whole.EntrySites,
            [.. whole.Sites.TakeWhile(site => site.Layer < count)],
            [.. whole.ProjectionSites.TakeWhile(site => site.Layer < count)],
            whole.Projections,
            [.. whole.MemorySites.TakeWhile(site => site.Layer < count)]);

    /// <summary>The layers, from the input up.</summary>
    public IReadOnlyList<AdaptedLayer> Layers => layers;

    /// <summary>
    /// How many layers, from the input up, read the text itself; the layers of a decoder follow them. All of them in a stack that is not
    /// joined of two.
    /// </summary>
    public int SourceLayers { get; private init; }

    /// <summary>The embedded tokens, if there is a layer; they have the width of the first site.</summary>
    public IReadOnlyList<EntrySite> EntrySites { get; }

    /// <summary>All sites, in the order in which a pass reaches them.</summary>
    public IReadOnlyList<Site> Sites { get; }

    /// <summary>The parts of all products, in the order of the sub-layers that compute them.</summary>
    public IReadOnlyList<ProjectionSite> ProjectionSites { get; }

    /// <summary>The products of the sub-layers, by <see cref="ProjectionSite.Projection"/>.</summary>
    public IReadOnlyList<Linear> Projections { get; }

    /// <summary>The attentions, to whose keys and values adapters may add, by <see cref="IAttention.AttentionNumber"/>.</summary>
    public IReadOnlyList<MemorySite> MemorySites { get; }

    /// <summary>All places for adapters: insertion points, then parts of products, then attentions, then the embedded tokens.</summary>
    public IEnumerable<IAdapterPlace> Places => [.. Sites, .. ProjectionSites, .. MemorySites, .. EntrySites];

    /// <summary>The names of all places for adapters.</summary>
    public IReadOnlyList<string> PointNames => [.. Places.Select(place => place.Name).Distinct()];

    /// <summary>
    /// Joins the layers of an encoder and of a decoder, so that a plan sees them as one stack: its layers, sites and products are numbered
    /// throughout, those of the encoder first.
    /// </summary>
    /// <param name="encoder">The layers that read the source; borrowed. Its own numbers are no longer valid.</param>
    /// <param name="decoder">The layers that read the target and attend to the source; borrowed, too.</param>
    /// <returns>A stack that owns no layer.</returns>
    public static AdaptedStack Join(AdaptedStack encoder, AdaptedStack decoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(decoder);
        return new AdaptedStack([.. encoder.layers, .. decoder.layers]) { SourceLayers = encoder.layers.Length };
    }

    void IMappedWeights.MapWeights(WeightMap map) => map.AddLayers(layers);

    /// <summary>Runs all layers.</summary>
    /// <param name="input">Embedded tokens <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="pass">The pass of this call.</param>
    /// <returns>Hidden states <c>[batch, tokens, width of the last layer]</c>.</returns>
    public override Tensor forward(Tensor input, AdapterPass pass) => RunLayers(input, pass, first: 0, layers.Length);

    /// <summary>Runs some of the layers.</summary>
    /// <param name="input">The input of the first of them, <c>[batch, tokens, width]</c>; not modified.</param>
    /// <param name="pass">The pass of this call.</param>
    /// <param name="first">The first layer, counted from 0.</param>
    /// <param name="count">The number of layers.</param>
    /// <returns>Hidden states <c>[batch, tokens, width of the last of them]</c>.</returns>
    public Tensor RunLayers(Tensor input, AdapterPass pass, int first, int count)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(pass);
        var hidden = first == 0 ? pass.Enter(input) : pass.RepeatRows(input);
        foreach (var layer in layers.AsSpan(first, count))
        {
            using var consumed = hidden;
            using var scope = NewDisposeScope();
            hidden = layer.call(consumed, pass).MoveToOuterDisposeScope();
        }

        if (first + count < layers.Length)
            return hidden;

        using (hidden)
            return pass.Leave(hidden);
    }

    /// <summary>The first layers as a stack that borrows them.</summary>
    internal AdaptedStack Truncate(int count) => new(this, count);

    private static IEnumerable<(string Path, T Sublayer)> FindAll<T>(AdaptedLayer layer) =>
        from entry in layer.named_modules()
        where entry.module is T
        select (ToSnakeCase(entry.name), (T)(object)entry.module);

    // Fields are named feedForward, insertion points and everything else that a user writes feed_forward.
    private static string ToSnakeCase(string path) => string.Concat(path.TrimStart('_').Select((letter, index) =>
        !char.IsUpper(letter) ? $"{letter}" : index == 0 ? $"{char.ToLowerInvariant(letter)}" : $"_{char.ToLowerInvariant(letter)}"));
}
