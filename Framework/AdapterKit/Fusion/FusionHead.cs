using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>The trained part of a fusion at one site: the projections <c>W_q</c>, <c>W_k</c> and <c>W_v</c> (Pfeiffer et al. 2021, §3.2).</summary>
/// <remarks>The mixing itself is done by the plan, which knows the members and so a cheaper order of the same products.</remarks>
public sealed class FusionHead : nn.Module
{
    private const string TemperatureName = "temperature";
    private const double HighestTemperature = 50;
    private const double TemperatureStep = 0.05;
    private const double BesideDiagonal = 1e-6;

    private readonly Linear? query;
    private readonly Linear? key;
    private readonly Linear? value;
    private Parameter? temperature;

    /// <summary>A head with fresh weights.</summary>
    /// <param name="width">The width of the hidden states at the site.</param>
    /// <param name="options">Which projections there are.</param>
    public FusionHead(int width, FusionOptions options)
        : base(nameof(FusionHead))
    {
        ArgumentNullException.ThrowIfNull(options);
        Width = width;
        Options = options;
        var scaled = options.Numerics == FusionNumerics.ScaledDotProduct;
        query = options.Query ? Linear(width, width) : null;
        key = options.Key ? Linear(width, width) : null;
        value = options.Value ? Linear(width, width, hasBias: scaled) : null;
        if (options.Temperature)
            temperature = Components.Keep(new Parameter(full(1, HighestTemperature, float32), requires_grad: false));

        RegisterComponents();
        InitializeWeights();
    }

    /// <summary>The width of the hidden states at the site.</summary>
    public int Width { get; }

    /// <summary>Which projections there are, and how they are used.</summary>
    public FusionOptions Options { get; }

    /// <summary><c>W_q</c> and its bias; <see langword="null"/> where queries are not projected.</summary>
    public Linear? Query => query;

    /// <summary><c>W_k</c> and its bias; <see langword="null"/> where keys are not projected.</summary>
    public Linear? Key => key;

    /// <summary><c>W_v</c>; <see langword="null"/> where values are not projected.</summary>
    public Linear? Value => value;

    /// <summary>What scores are divided by at present, shape <c>[1]</c>; <see langword="null"/> for 1.</summary>
    public Parameter? Temperature => temperature;

    /// <summary><c>λ·‖I − W_v‖²</c>: what keeps the values near what the members compute (Pfeiffer et al. 2021, §3.2).</summary>
    /// <returns>A scalar of the caller's own; <see langword="null"/> where nothing is regularised.</returns>
    public Tensor? Penalty()
    {
        if (value is null || Options.Regularization == 0)
            return null;

        using var identity = eye(Width, dtype: value.weight.dtype, device: value.weight.device);
        using var difference = identity - value.weight;
        using var squares = difference.square();
        using var total = squares.sum();
        return total * Options.Regularization;
    }

    /// <summary>Lowers the temperature, as each step of training does.</summary>
    internal void Cool()
    {
        if (temperature is null || !training)
            return;

        using var frozen = no_grad();
        temperature.sub_(TemperatureStep).clamp_(min: 1);
    }

    /// <inheritdoc />
    protected override void RegisterComponents()
    {
        if (_internal_submodules.Count > 0 || _internal_params.Count > 0)
            return;

        if (query is not null)
            register_module(nameof(query), query);
        if (key is not null)
            register_module(nameof(key), key);
        if (value is not null)
            register_module(nameof(value), value);
        ConditionallyRegisterParameter(TemperatureName, temperature);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        Components.Move(this, dtype, device, non_blocking);
        if (temperature is null || !ReplaceParameter(dtype, device, temperature, out var moved))
            return;

        temperature.Dispose();
        temperature = moved;
        ConditionallyRegisterParameter(TemperatureName, temperature);
    }

    private void InitializeWeights()
    {
        const double noise = 0.02;
        using var frozen = no_grad();
        if (query is not null)
            Initialize.Normal(query, noise);
        if (key is not null)
            Initialize.Normal(key, noise);
        if (value is null)
            return;

        Initialize.Normal(value, noise);
        if (Options.ValueStartsAsIdentity)
            StartAsIdentity(value.weight);
    }

    private static void StartAsIdentity(Tensor weight)
    {
        weight.fill_(BesideDiagonal);
        using var diagonal = weight.diagonal();
        diagonal.fill_(1);
    }
}
