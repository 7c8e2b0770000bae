namespace AdapterKit.Benchmarks;

/// <summary>The same operations twice: through a plan, and written by hand.</summary>
internal sealed record Pair(string Name, Contender Generated, Contender HandWritten);
