using static TorchSharp.torch.nn;

namespace AdapterKit;

/// <summary>
/// The trained part of a fusion at one site: the projections <c>W_q</c>, <c>W_k</c> and <c>W_v</c> (Pfeiffer et al. 2021, §3.2).
/// </summary>
/// <remarks>The plan computes the fusion itself: it knows the members, and so a cheaper order of the same products.</remarks>
public sealed class FusionHead : ComponentModule
{
    private const string TemperatureName = "temperature";
    private const double InitialTemperature = 50;
    private const double TemperatureStep = 0.05;
    private const double OffDiagonal = 1e-6;

    private readonly Linear? query;
    private readonly Linear? key;
    private readonly Linear? value;
    private Parameter? temperature;

    /// <summary>Creates a head with fresh weights.</summary>
    /// <param name="width">The width of the hidden states at the site.</param>
    /// <param name="options">The options of the fusion, which say which projections there are.</param>
    public FusionHead(int width, FusionOptions options)
        : base(nameof(FusionHead))
    {
        ArgumentNullException.ThrowIfNull(options);
        Width = width;
        Options = options;
        if (options.Query)
            register_module(nameof(query), query = Linear(width, width));
        if (options.Key)
            register_module(nameof(key), key = Linear(width, width));
        if (options.Value)
            register_module(nameof(value), value = Linear(width, width, hasBias: options.Numerics == FusionNumerics.ScaledDotProduct));
        if (options.Temperature)
            temperature = Components.Keep(new Parameter(full(1, InitialTemperature, float32), requires_grad: false));

        ConditionallyRegisterParameter(TemperatureName, temperature);
        InitializeWeights();
    }

    /// <summary>The width of the hidden states at the site.</summary>
    public int Width { get; }

    /// <summary>The options of the fusion.</summary>
    public FusionOptions Options { get; }

    /// <summary><c>W_q</c> and its bias; <see langword="null"/> if queries are not projected.</summary>
    public Linear? Query => query;

    /// <summary><c>W_k</c> and its bias; <see langword="null"/> if keys are not projected.</summary>
    public Linear? Key => key;

    /// <summary><c>W_v</c>; <see langword="null"/> if values are not projected.</summary>
    public Linear? Value => value;

    /// <summary>The current divisor of the scores, shape <c>[1]</c>; <see langword="null"/> for 1.</summary>
    public Parameter? Temperature => temperature;

    /// <summary>Computes <c>λ·‖I − W_v‖²</c>, which keeps the values close to the members' outputs (Pfeiffer et al. 2021, §3.2).</summary>
    /// <returns>A scalar owned by the caller; <see langword="null"/> without regularization.</returns>
    public Tensor? RegularizationLoss()
    {
        if (value is null || Options.Regularization == 0)
            return null;

        using var identity = eye(Width, dtype: value.weight.dtype, device: value.weight.device);
        using var difference = identity - value.weight;
        using var squares = difference.square();
        using var total = squares.sum();
        return total * Options.Regularization;
    }

    /// <summary>Lowers the temperature, as each training step does.</summary>
    internal void StepTemperature()
    {
        if (temperature is null || !training)
            return;

        using var frozen = no_grad();
        temperature.sub_(TemperatureStep).clamp_(min: 1);
    }

    /// <inheritdoc />
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
    {
        base._toEpilog(dtype, device, non_blocking);
        if (temperature is null || !ReplaceParameter(dtype, device, temperature, out var moved))
            return;

        temperature.Dispose();
        temperature = moved;
        ConditionallyRegisterParameter(TemperatureName, temperature);
    }

    private static void StartAsIdentity(Tensor weight)
    {
        weight.fill_(OffDiagonal);
        using var diagonal = weight.diagonal();
        diagonal.fill_(1);
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
}
