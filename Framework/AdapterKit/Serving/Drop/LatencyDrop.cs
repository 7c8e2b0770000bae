namespace AdapterKit;

/// <summary>Drops as few layers as a time budget allows, estimated from earlier calls.</summary>
/// <remarks>
/// It keeps a running mean of the time per token and layer, and multiplies it by the tokens and layers of a call
/// (<see cref="DropRequest.Cost"/>). Before the first call has been measured, nothing is dropped.
/// </remarks>
/// <param name="budget">The time that a call may take.</param>
public sealed class LatencyDrop(TimeSpan budget) : IDropPolicy
{
    private const double Inertia = 0.8;
    private readonly Lock gate = new();
    private double? secondsPerUnit;

    /// <inheritdoc />
    public int Choose(DropRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        double? unit;
        lock (gate)
            unit = secondsPerUnit;

        for (var dropped = 0; dropped < request.Layers; dropped++)
        {
            if (unit is null || unit * Units(request, dropped) <= budget.TotalSeconds)
                return dropped;
        }

        return request.Layers;
    }

    /// <inheritdoc />
    public void Observe(DropRequest request, int dropped, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(request);
        var seen = elapsed.TotalSeconds / Units(request, dropped);
        lock (gate)
            secondsPerUnit = secondsPerUnit is { } known ? (Inertia * known) + ((1 - Inertia) * seen) : seen;
    }

    private static double Units(DropRequest request, int dropped) => request.Batch.Ids.numel() * request.Cost(dropped);
}
