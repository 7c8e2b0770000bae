namespace AdapterKit;

/// <summary>The weights of a parameterized hypercomplex multiplication: <c>H = Σ_i A_i ⊗ B_i</c> (Zhang et al. 2021, eq. 3).</summary>
internal static class HypercomplexWeights
{
    /// <summary>Creates a factor with Glorot's uniform noise in each of its matrices.</summary>
    public static Parameter CreateUniform(long count, long rows, long columns)
    {
        using var frozen = no_grad();
        var limit = Math.Sqrt(6.0 / (rows + columns));
        return new(empty(count, rows, columns).uniform_(-limit, limit));
    }

    /// <summary>Creates a factor of zeros.</summary>
    public static Parameter CreateZeros(long count, long rows, long columns) => new(zeros(count, rows, columns));

    /// <summary>Joins a factor that may consist of two: <c>L_i R_i</c>.</summary>
    public static Tensor Join(Tensor? whole, Tensor? left, Tensor? right) => whole?.alias() ?? left!.bmm(right!);

    /// <summary>Computes <c>H</c>.</summary>
    /// <param name="rule">All <c>A_i</c>, <c>[n, n, n]</c>.</param>
    /// <param name="weights">All <c>B_i</c>, <c>[n, inputs / n, outputs / n]</c>.</param>
    /// <returns><c>[inputs, outputs]</c>, owned by the caller.</returns>
    public static Tensor Expand(Tensor rule, Tensor weights)
    {
        using var scope = NewDisposeScope();
        var (n, rows, columns) = (rule.size(0), weights.size(1), weights.size(2));
        var products = rule.reshape(n, n * n).t().matmul(weights.reshape(n, rows * columns));
        return products.view(n, n, rows, columns).permute(0, 2, 1, 3).reshape(n * rows, n * columns).MoveToOuterDisposeScope();
    }
}
