namespace AdapterKit.Benchmarks;

/// <summary>What one run of a generator took.</summary>
internal readonly record struct Cost(double Milliseconds, double Megabytes);
