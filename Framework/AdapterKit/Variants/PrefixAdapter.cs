namespace AdapterKit;

/// <summary>
/// Prefix tuning (Li and Liang 2021, §4): attention to <c>[P_k; K]</c> and <c>[P_v; V]</c>, with trained <c>P_k</c> and <c>P_v</c> in
/// each layer.
/// </summary>
/// <remarks>
/// The prefixes are parameters themselves, as in P-tuning v2 (Liu et al. 2022); <see cref="ComputedPrefixAdapter"/> computes them from
/// smaller ones. The position of a token does not change, unless <see cref="PrefixOptions.ShiftsPositions"/> says so.
/// </remarks>
/// <param name="shape">The widths of what the attention reads and of its keys.</param>
/// <param name="options">The length of the prefix.</param>
[AdapterVariant("prefix")]
public sealed partial class PrefixAdapter(AdapterShape shape, PrefixOptions options) : MemoryAdapter
{
    [Normal(0.02), HubName("keys"), PeftName("keys")]
    private Parameter keys = new(empty(options.Length, shape.Width));

    [Normal(0.02), HubName("values"), PeftName("values")]
    private Parameter values = new(empty(options.Length, shape.Width));

    [HubName("prefix_gates")]
    private readonly Linear? gate = Gates.Create(options.Gating, shape.InputWidth, options.GatesApart ? 2 : 1);

    private readonly Gating gating = options.Gating;

    /// <inheritdoc />
    public override bool ReadsInput => gate is not null;

    /// <inheritdoc />
    public override int PositionShift { get; } = options.ShiftsPositions ? options.Length : 0;

    /// <inheritdoc />
    public override Tensor ComputeGates(Tensor x, Tensor? tokens) => Gates.ComputePair(gate!, gating, x, tokens);

    /// <inheritdoc />
    public override Tensor ComputeKeys() => keys.alias();

    /// <inheritdoc />
    public override Tensor ComputeValues() => values.alias();
}
