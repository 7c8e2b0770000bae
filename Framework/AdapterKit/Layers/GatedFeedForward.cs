using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// Gated feed-forward network (Shazeer 2020, eq. 6): <c>W₂ (f(V x) ⊙ W₁ x)</c>, with <c>f</c> = <see cref="Activation.Silu"/> for SwiGLU.
/// </summary>
[WeightParts("gate", "up", "down")]
public sealed class GatedFeedForward : ComponentModule<Tensor, AdapterPass, Tensor>, ISublayer, IProjected, IWeightParts
{
    private readonly Linear expand;
    private readonly Linear contract;
    private readonly int intermediate;
    private readonly double dropout;

    /// <summary>A network from <paramref name="width"/> to <paramref name="intermediate"/> and back.</summary>
    /// <param name="width">The width of input and output.</param>
    /// <param name="intermediate">The width between the projections.</param>
    /// <param name="activation">The function of the gate.</param>
    /// <param name="hasBias">Whether the products have a bias.</param>
    /// <param name="dropout">The probability with which an output is set to zero in training.</param>
    public GatedFeedForward(
        int width, int intermediate, Activation activation = Activation.Silu, bool hasBias = false, double dropout = 0)
        : base(nameof(GatedFeedForward))
    {
        (this.intermediate, this.dropout, Width, Activation) = (intermediate, dropout, width, activation);
        expand = WeightInitialization.Linear(width, 2 * intermediate, hasBias);
        contract = WeightInitialization.Linear(intermediate, width, hasBias);
        register_module(nameof(expand), expand);
        register_module(nameof(contract), contract);
        Projections =
        [
            new(expand, new("gate", 0, intermediate), new("up", intermediate, intermediate)),
            new(contract, new ProjectionPart("down", 0, width)),
        ];
    }

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public IReadOnlyList<Projection> Projections { get; }

    /// <inheritdoc />
    public int FirstProjection { get; set; }

    /// <summary>The function of the gate.</summary>
    public Activation Activation { get; }

    /// <summary>Returns a projection: <c>gate</c> (<c>V</c>), <c>up</c> (<c>W₁</c>) or <c>down</c> (<c>W₂</c>).</summary>
    /// <inheritdoc />
    public WeightPart GetPart(string name) => name switch
    {
        "gate" => new(expand, 0, intermediate),
        "up" => new(expand, intermediate, intermediate),
        "down" => new(contract, 0, Width),
        _ => throw new ArgumentException($"A gated feed-forward network has the parts gate, up and down, but not '{name}'.", nameof(name)),
    };

    /// <summary>Applies the network to every token.</summary>
    /// <param name="input">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="pass">The pass, whose adapters may change the products.</param>
    /// <returns>A tensor of the same shape.</returns>
    public override Tensor forward(Tensor input, AdapterPass pass)
    {
        using var scope = NewDisposeScope();
        var halves = pass.Project(FirstProjection, expand, input).chunk(2, -1);
        var contracted = pass.Project(FirstProjection + 1, contract, Activation.Apply(halves[0]) * halves[1]);
        return (dropout > 0 && training ? functional.dropout(contracted, dropout) : contracted).MoveToOuterDisposeScope();
    }
}
