namespace AdapterKit.Tests;

/// <summary>Compacter against its formula, in double precision, and what plans for inference make of it.</summary>
public sealed class CompacterTests
{
    private const int Width = 12;

    [Fact]
    public void Its_matrices_are_sums_of_Kronecker_products()
    {
        using var scope = NewDisposeScope();
        var (rule, weights) = (randn(3, 3, 3, float64), randn(3, 4, 2, float64));
        var expected = Enumerable.Range(0, 3).Select(index => rule[index].kron(weights[index])).Aggregate((sum, one) => sum + one);

        Tensors.AssertClose(HypercomplexWeights.Expand(rule, weights), expected, 1e-12, "the sum");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Folded_it_is_a_bottleneck_with_the_same_change(CompacterOptions options)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var adapter = Create(options);
        foreach (var parameter in adapter.parameters())
            parameter.normal_(0, 1);

        var h = randn(2, 3, Width, float64);
        using var folded = adapter.Fold();

        Assert.IsAssignableFrom<IBottleneck>(folded);
        Assert.All(folded.parameters(), parameter => Assert.False(parameter.requires_grad));
        Tensors.AssertClose(folded.Delta(h), adapter.Delta(h), 1e-10, $"{options}");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_fresh_one_changes_nothing_and_can_be_trained(CompacterOptions options)
    {
        using var scope = NewDisposeScope();
        var adapter = Create(options);
        var delta = adapter.Delta(randn(2, 3, Width, float64));

        Assert.Equal(0, delta.abs().max().ToDouble());
        (delta - 1).square().sum().backward();
        Assert.Contains(adapter.parameters(), parameter => parameter.grad is { } gradient && gradient.abs().max().ToDouble() > 0);
    }

    [Theory]
    [InlineData(5, 10, 5)]
    [InlineData(4, 6, 4)]
    public void Widths_that_the_rule_does_not_divide_are_refused(int dimension, int bottleneck, int named)
    {
        var error = Assert.Throws<ArgumentException>(
            () => new CompacterOptions { Dimension = dimension, Bottleneck = bottleneck }.BottleneckOf(Width));

        Assert.Contains($"both must be multiples of {named}", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<CompacterOptions> Forms =>
    [
        new() { Bottleneck = 6, Dimension = 3, ShareRule = false },
        new() { Bottleneck = 6, Dimension = 3, ShareRule = false, FactorizeRule = true, Rank = 2 },
        new() { Bottleneck = 6, Dimension = 3, ShareRule = false, Factorized = false, Bias = false, LearnScaling = true },
        new() { Bottleneck = 6, Dimension = 3 },
        new() { Bottleneck = 6, Dimension = 3, ShareWeights = true, Scaling = 0.5 },
    ];

    // With a bias of its own, or shared weights, which the adapter does not list among its parameters.
    private static CompacterAdapter Create(CompacterOptions options)
    {
        var shape = new AdapterShape(Width);
        var shared = CompacterAdapter.Variant.CreateShared(new SharedShape([shape]), options)!.to(float64);
        return (CompacterAdapter)CompacterAdapter.Variant.Create(shape with { Shared = shared }, options).to(float64);
    }
}
