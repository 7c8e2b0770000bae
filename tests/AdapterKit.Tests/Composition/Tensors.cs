namespace AdapterKit.Tests;

internal static class Tensors
{
    /// <summary>The largest difference between two tensors of one shape.</summary>
    public static double Distance(Tensor actual, Tensor expected)
    {
        Assert.Equal(expected.shape, actual.shape);
        using var scope = NewDisposeScope();
        return (actual - expected).abs().max().ToDouble();
    }

    public static void AssertClose(Tensor actual, Tensor expected, double tolerance, string what = "")
    {
        var distance = Distance(actual, expected);
        Assert.True(distance <= tolerance, $"{what} differs by {distance:g3}, more than {tolerance:g3}.");
    }
}
