using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// A product <c>x H + b</c> with <c>H = Σ_i A_i ⊗ B_i</c> (Zhang et al. 2021). Its parameters have the names that published files use.
/// </summary>
internal sealed class HypercomplexLinear : ComponentModule<Tensor, Tensor>
{
    private readonly Func<Tensor?> computeSharedRule;
    private readonly Func<Tensor?> computeSharedWeights;
    private readonly Dictionary<string, Parameter> own = [];

    /// <param name="inputs">The width of the input.</param>
    /// <param name="outputs">The width of the output.</param>
    /// <param name="options">The form of the factors.</param>
    /// <param name="computeSharedRule">Computes the <c>A_i</c> that adapters share.</param>
    /// <param name="computeSharedWeights">Computes the <c>B_i</c> that adapters share.</param>
    /// <param name="startsAtZero">Whether a fresh product is zero.</param>
    public HypercomplexLinear(
        int inputs,
        int outputs,
        CompacterOptions options,
        Func<Tensor?> computeSharedRule,
        Func<Tensor?> computeSharedWeights,
        bool startsAtZero)
        : base(nameof(HypercomplexLinear))
    {
        (this.computeSharedRule, this.computeSharedWeights, Inputs, Outputs) = (computeSharedRule, computeSharedWeights, inputs, outputs);
        var (n, rank) = (options.Dimension, options.Rank);
        Func<long, long, long, Parameter> create =
            startsAtZero ? HypercomplexWeights.CreateZeros : HypercomplexWeights.CreateUniform;
        if (options is { ShareRule: false, FactorizeRule: false })
            Add("phm_rule", CreateNormal(0.01, n, n));

        if (options is { ShareRule: false, FactorizeRule: true })
        {
            Add("phm_rule_left", CreateNormal(0.1, n, rank));
            Add("phm_rule_right", CreateNormal(0.1, rank, n));
        }

        if (options is { ShareWeights: false, Factorized: false })
            Add("W", create(n, inputs / n, outputs / n));

        if (options is { ShareWeights: false, Factorized: true })
        {
            Add("W_left", HypercomplexWeights.CreateUniform(n, inputs / n, rank));
            Add("W_right", create(n, rank, outputs / n));
        }

        if (options.Bias)
            Add("b", new Parameter(zeros(outputs)));

        Parameter CreateNormal(double deviation, long rows, long columns)
        {
            using var frozen = no_grad();
            return new(init.normal_(empty(n, rows, columns), 0, deviation));
        }
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>The bias, <c>[outputs]</c>; <see langword="null"/> for a product without.</summary>
    public Parameter? Bias => own.GetValueOrDefault("b");

    /// <summary>Computes <c>H</c>, <c>[inputs, outputs]</c>, as a new tensor.</summary>
    public Tensor ComputeWeight()
    {
        using var scope = NewDisposeScope();
        return HypercomplexWeights.Expand(
            computeSharedRule() ?? Join("phm_rule"), computeSharedWeights() ?? Join("W")).MoveToOuterDisposeScope();
    }

    public override Tensor forward(Tensor input)
    {
        using var weight = ComputeWeight();
        using var transposed = weight.t();
        return functional.linear(input, transposed, Bias);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        foreach (var (key, parameter) in own.ToList())
        {
            if (!ReplaceParameter(dtype, device, parameter, out var moved))
                continue;

            parameter.Dispose();
            own[key] = moved!;
            ConditionallyRegisterParameter(key, moved!);
        }
    }

    private Tensor Join(string name) => HypercomplexWeights.Join(
        own.GetValueOrDefault(name), own.GetValueOrDefault($"{name}_left"), own.GetValueOrDefault($"{name}_right"));

    private void Add(string name, Parameter parameter) => register_parameter(name, own[name] = Components.Keep(parameter));
}
