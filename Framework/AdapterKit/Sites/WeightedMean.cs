namespace AdapterKit;

/// <summary>Every part sees all tokens; the results are averaged.</summary>
/// <param name="weights">The weight of each part; they add up to 1.</param>
internal sealed class WeightedMean(IReadOnlyList<double> weights) : Combination
{
    public override Tensor Select(Tensor whole, int part) => whole.alias();

    public override Tensor Join(IReadOnlyList<Tensor> results)
    {
        using var scope = NewDisposeScope();
        return results.Zip(weights, (result, weight) => result * weight).Aggregate((sum, next) => sum + next).MoveToOuterDisposeScope();
    }
}
