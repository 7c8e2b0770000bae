namespace AdapterKit.Hosting;

/// <summary>
/// The time of a pass of n rows padded to L tokens, s(n, L) = a + b·nL + c·nL²: overhead, products of each token, and attention. Fitted to
/// the passes that were run, by recursive least squares that forget.
/// </summary>
/// <remarks>Not safe for several threads.</remarks>
internal sealed class CostModel
{
    private const int Size = 3;
    private const double Forgetting = 0.995;
    private const double Unknown = 1e3;
    private const double MaxVariance = 1e5;
    private const double Least = 1e-5;

    // The scale of each term, so that all three are of one size.
    private static readonly double[] Scale = [1, 1.0 / 1024, 1.0 / (1024 * 128)];

    // A guess until the first passes were run.
    private readonly double[] weights = [2e-3, 2e-2, 0];
    private readonly double[,] covariance = new double[Size, Size];

    public CostModel()
    {
        for (var index = 0; index < Size; index++)
            covariance[index, index] = Unknown;
    }

    /// <summary>What a pass costs whatever its size.</summary>
    public TimeSpan Overhead => TimeSpan.FromSeconds(Math.Max(0, weights[0]));

    /// <summary>Returns the expected time of a pass.</summary>
    /// <param name="rows">n, at least 1.</param>
    /// <param name="tokens">L, at least 1.</param>
    public TimeSpan Predict(int rows, int tokens) => TimeSpan.FromSeconds(Math.Max(Least, Dot(weights, Terms(rows, tokens))));

    /// <summary>Learns from a pass.</summary>
    /// <param name="rows">n.</param>
    /// <param name="tokens">L.</param>
    /// <param name="time">How long it took.</param>
    public void Observe(int rows, int tokens, TimeSpan time)
    {
        var x = Terms(rows, tokens);
        double[] px = [.. Enumerable.Range(0, Size).Select(
            row => Enumerable.Range(0, Size).Sum(column => covariance[row, column] * x[column]))];
        var scale = Forgetting + Dot(x, px);
        var error = time.TotalSeconds - Dot(weights, x);

        // Passes that are all alike say nothing of the other directions, in which the covariance must not grow for ever.
        var growth = covariance[0, 0] + covariance[1, 1] + covariance[2, 2] < MaxVariance ? Forgetting : 1;
        for (var row = 0; row < Size; row++)
        {
            weights[row] += px[row] / scale * error;
            for (var column = 0; column < Size; column++)
                covariance[row, column] = (covariance[row, column] - (px[row] * px[column] / scale)) / growth;
        }
    }

    private static double[] Terms(int rows, int tokens)
    {
        var padded = (double)rows * tokens;
        return [Scale[0], padded * Scale[1], padded * tokens * Scale[2]];
    }

    private static double Dot(double[] one, double[] other) => one.Zip(other, (a, b) => a * b).Sum();
}
