namespace AdapterKit.Benchmarks;

/// <summary>Contenders that are compared must compute the same.</summary>
internal static class Agreement
{
    private const double Tolerance = 1e-5;

    /// <summary>Runs both contenders and compares what they return.</summary>
    /// <exception cref="InvalidOperationException">An element differs by more than 1e-5.</exception>
    public static void Require(Contender one, Contender other)
    {
        using var inference = inference_mode();
        using var scope = NewDisposeScope();
        var distance = (one.Run() - other.Run()).abs().max().ToDouble();
        if (!(distance <= Tolerance))
            throw new InvalidOperationException($"'{one.Name}' and '{other.Name}' differ by {distance:g3}: there is nothing to compare.");
    }
}
