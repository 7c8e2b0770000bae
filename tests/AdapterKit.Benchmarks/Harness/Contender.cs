namespace AdapterKit.Benchmarks;

/// <summary>Something to time.</summary>
/// <param name="Name">What it is called in results.</param>
/// <param name="Run">The work; the caller disposes of the result.</param>
internal sealed record Contender(string Name, Func<Tensor> Run);
