namespace AdapterKit.Hosting;

/// <summary>Whether time is so short that tasks do without the layers that they can do without.</summary>
/// <remarks>
/// It ends at a shorter wait than it begins at, so that it does not come and go from pass to pass. Not safe for several threads.
/// </remarks>
/// <param name="options">Whether it may be, and the latency to aim at.</param>
internal sealed class BrownOut(DispatcherOptions options)
{
    private const double Begin = 0.5;
    private const double End = 0.25;

    /// <summary>Whether it is so now.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Learns how long everything that waits will take.</summary>
    /// <param name="wait">The time, by the fitted cost of passes.</param>
    public void Observe(TimeSpan wait) => IsOn = options.DropsUnderLoad && wait > options.TargetLatency * (IsOn ? End : Begin);
}
