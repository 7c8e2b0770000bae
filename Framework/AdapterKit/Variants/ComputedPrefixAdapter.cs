namespace AdapterKit;

/// <summary>
/// Prefix tuning as Li and Liang 2021 train it (§4.3): the prefixes of all layers are computed from one embedding by one network, the
/// <see cref="PrefixNetwork"/> that the adapters share.
/// </summary>
/// <remarks>A plan for inference computes them once.</remarks>
/// <param name="shape">The widths of what the attention reads and of its keys.</param>
/// <param name="options">The length of the prefix, and the size of the network.</param>
/// <param name="network">The network; borrowed.</param>
[AdapterVariant("computed-prefix")]
public sealed partial class ComputedPrefixAdapter(AdapterShape shape, ComputedPrefixOptions options, PrefixNetwork network) : MemoryAdapter
{
    [HubName("prefix_gates")]
    private readonly Linear? gate = Gates.Create(options.Gating, shape.InputWidth, options.GatesApart ? 2 : 1);

    private readonly Gating gating = options.Gating;
    private readonly int first = 2 * shape.Index;

    /// <inheritdoc />
    public override bool ReadsInput => gate is not null;

    /// <inheritdoc />
    public override int PositionShift { get; } = options.ShiftsPositions ? options.Length : 0;

    /// <inheritdoc />
    public override Tensor ComputeGates(Tensor x, Tensor? tokens) => Gates.ComputePair(gate!, gating, x, tokens);

    /// <inheritdoc />
    public override Tensor ComputeKeys() => network.Compute(first);

    /// <inheritdoc />
    public override Tensor ComputeValues() => network.Compute(first + 1);
}
