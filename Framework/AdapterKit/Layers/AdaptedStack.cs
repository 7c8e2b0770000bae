using System.Globalization;

namespace AdapterKit;

/// <summary>Layers in sequence; their insertion points are the sites.</summary>
public sealed class AdaptedStack : ComponentModule<Tensor, AdapterPass, Tensor>, IMappedWeights
{
    private readonly AdaptedLayer[] layers;

    /// <summary>Orders the layers and numbers their sites.</summary>
    /// <param name="layers">The layers, from the input up; owned by the stack.</param>
    public AdaptedStack(IEnumerable<AdaptedLayer> layers)
        : base(nameof(AdaptedStack))
    {
        this.layers = [.. layers];
        var sites = new List<Site>();
        foreach (var (index, layer) in this.layers.Index())
        {
            layer.FirstSite = sites.Count;
            sites.AddRange(layer.InsertionPoints.Select(point => new Site(index, point)));
            register_module(index.ToString(CultureInfo.InvariantCulture), layer);
        }

        Sites = sites;
    }

    // Registers nothing: the layers belong to the whole stack.
    private AdaptedStack(AdaptedStack whole, int count)
        : base(nameof(AdaptedStack)) =>
        (layers, Sites) = (whole.layers[..count], [.. whole.Sites.TakeWhile(site => site.Layer < count)]);

    /// <summary>The layers, from the input up.</summary>
    public IReadOnlyList<AdaptedLayer> Layers => layers;

    /// <summary>All sites, in the order in which a pass reaches them.</summary>
    public IReadOnlyList<Site> Sites { get; }

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
        var hidden = input.alias();
        foreach (var layer in layers.AsSpan(first, count))
        {
            using var consumed = hidden;
            using var scope = NewDisposeScope();
            hidden = layer.call(consumed, pass).MoveToOuterDisposeScope();
        }

        return hidden;
    }

    /// <summary>The first layers as a stack that borrows them.</summary>
    internal AdaptedStack Truncate(int count) => new(this, count);
}
