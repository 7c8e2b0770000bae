using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>Position-wise feed-forward network (Vaswani et al. 2017, §3.3): <c>W₂ f(W₁ x + b₁) + b₂</c>.</summary>
[WeightParts("fc1", "fc2")]
public sealed class FeedForward : ComponentModule<Tensor, AdapterPass, Tensor>, ISublayer, IProjected, IWeightParts
{
    private readonly Linear expand;
    private readonly Linear contract;
    private readonly double dropout;

    /// <summary>A network from <paramref name="width"/> to <paramref name="intermediate"/> and back.</summary>
    /// <param name="width">The width of input and output.</param>
    /// <param name="intermediate">The width between the two projections.</param>
    /// <param name="activation">The function between them.</param>
    /// <param name="dropout">The probability with which an output is set to zero in training.</param>
    /// <param name="hasBias">Whether the projections have a bias.</param>
    public FeedForward(int width, int intermediate, Activation activation, double dropout = 0, bool hasBias = true)
        : base(nameof(FeedForward))
    {
        Activation = activation;
        this.dropout = dropout;
        Width = width;
        expand = WeightInitialization.Linear(width, intermediate, hasBias);
        contract = WeightInitialization.Linear(intermediate, width, hasBias);
        register_module(nameof(expand), expand);
        register_module(nameof(contract), contract);
        Projections = [new(expand, new ProjectionPart("fc1", 0, intermediate)), new(contract, new ProjectionPart("fc2", 0, width))];
    }

    /// <inheritdoc />
    public int Width { get; }

    /// <inheritdoc />
    public IReadOnlyList<Projection> Projections { get; }

    /// <inheritdoc />
    public int FirstProjection { get; set; }

    /// <summary>The function between the two projections.</summary>
    public Activation Activation { get; }

    /// <summary><c>W₁</c>, <c>b₁</c>.</summary>
    public Linear Expand => expand;

    /// <summary><c>W₂</c>, <c>b₂</c>.</summary>
    public Linear Contract => contract;

    /// <summary>Returns a projection: <c>fc1</c>, which is <see cref="Expand"/>, or <c>fc2</c>, which is <see cref="Contract"/>.</summary>
    /// <inheritdoc />
    public WeightPart GetPart(string name) => name switch
    {
        "fc1" => new(expand, 0, expand.weight.size(0)),
        "fc2" => new(contract, 0, Width),
        _ => throw new ArgumentException($"A feed-forward network has the parts fc1 and fc2, but not '{name}'.", nameof(name)),
    };

    /// <summary>Applies the network to every token.</summary>
    /// <param name="input">Hidden states <c>[batch, tokens, width]</c>.</param>
    /// <param name="pass">The pass, whose adapters may change both products.</param>
    /// <returns>A tensor of the same shape.</returns>
    public override Tensor forward(Tensor input, AdapterPass pass)
    {
        using var activated = pass.ProjectAndActivate(FirstProjection, expand, input, Activation);
        var contracted = pass.Project(FirstProjection + 1, contract, activated);
        if (dropout == 0 || !training)
            return contracted;

        using (contracted)
            return functional.dropout(contracted, dropout);
    }
}
