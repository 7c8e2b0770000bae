namespace AdapterKit.Benchmarks;

/// <summary>How many times as long one contender took as another, over all rounds.</summary>
/// <param name="Median">Half of the rounds lie below.</param>
/// <param name="Low">A quarter of the rounds lie below.</param>
/// <param name="High">A quarter of the rounds lie above.</param>
internal sealed record Ratio(double Median, double Low, double High)
{
    public override string ToString() => $"{Median:0.000} ({Low:0.000}–{High:0.000})";
}
