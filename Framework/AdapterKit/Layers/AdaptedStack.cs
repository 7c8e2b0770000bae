using System.Globalization;
using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Layers run one after the other, whose insertion points become sites.</summary>
public sealed class AdaptedStack : Module<Tensor, AdapterPass, Tensor>
{
    private readonly AdaptedLayer[] layers;

    /// <summary>Puts the layers in order and numbers their sites.</summary>
    /// <param name="layers">The layers, from the input on; the stack owns them.</param>
    public AdaptedStack(IEnumerable<AdaptedLayer> layers)
        : base(nameof(AdaptedStack))
    {
        this.layers = [.. layers];
        var sites = new List<Site>();
        foreach (var (index, layer) in this.layers.Index())
        {
            layer.FirstSite = sites.Count;
            sites.AddRange(layer.InsertionPoints.Select(point => new Site(index, point)));
        }

        Sites = sites;
        RegisterComponents();
    }

    // Not registered: its layers are another's.
    private AdaptedStack(AdaptedStack whole, int count)
        : base(nameof(AdaptedStack)) =>
        (layers, Sites) = (whole.layers[..count], [.. whole.Sites.TakeWhile(site => site.Layer < count)]);

    /// <summary>The layers, from the input on.</summary>
    public IReadOnlyList<AdaptedLayer> Layers => layers;

    /// <summary>Every site, in the order in which a pass meets them.</summary>
    public IReadOnlyList<Site> Sites { get; }

    /// <summary>Runs all layers.</summary>
    /// <param name="input">Embedded tokens <c>[batch, tokens, width]</c>; left as they are.</param>
    /// <param name="pass">The plan and mask of this call.</param>
    /// <returns>Hidden states <c>[batch, tokens, width of the last layer]</c>.</returns>
    public override Tensor forward(Tensor input, AdapterPass pass) => Run(input, pass, first: 0, layers.Length);

    /// <summary>Runs some of the layers.</summary>
    /// <param name="input">What the first of them takes, <c>[batch, tokens, width]</c>; left as it is.</param>
    /// <param name="pass">The plan and mask of this call.</param>
    /// <param name="first">The first layer, counted from 0.</param>
    /// <param name="count">How many.</param>
    /// <returns>Hidden states <c>[batch, tokens, width of the last of them]</c>.</returns>
    public Tensor Run(Tensor input, AdapterPass pass, int first, int count)
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

    /// <summary>The lowest layers as a stack that borrows them.</summary>
    internal AdaptedStack Lowest(int count) => new(this, count);

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0)
            return;

        foreach (var (index, layer) in layers.Index())
            register_module(index.ToString(CultureInfo.InvariantCulture), layer);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        Components.Move(this, dtype, device, non_blocking);
}
