namespace AdapterKit.Tests;

/// <summary>BitFit adds to the bias of a product, merged or not.</summary>
public sealed class BitFitTests
{
    [Fact]
    public void It_adds_to_the_bias()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (linear, x) = (nn.Linear(7, 4), randn(2, 5, 7));
        var adapter = BitFitAdapter.Variant.CreateProjection(new AdapterShape(7, 4), new NoOptions());
        Tensors.AssertClose(adapter.Apply(linear.call(x), x), linear.call(x), 0, "a fresh one");
        var delta = adapter.get_parameter("delta")!.normal_(0, 1);
        var (weight, bias) = (linear.weight.clone(), linear.bias!.clone());

        Assert.True(adapter.TryMerge(weight, bias));
        Tensors.AssertClose(bias, linear.bias + delta, 0, "the merged bias");
        Tensors.AssertClose(adapter.Apply(linear.call(x), x), nn.functional.linear(x, weight, bias), 1e-6, "the product");
    }
}
