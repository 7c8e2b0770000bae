namespace AdapterKit.Tests;

/// <summary>DoRA against its formula, in double precision.</summary>
public sealed class DoraTests
{
    private static readonly LoraOptions Options = new() { Rank = 3, Alpha = 5 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_computes_the_formula_of_the_paper_merged_or_not(bool hasBias)
    {
        using var scope = NewDisposeScope();
        var (linear, x) = (nn.Linear(7, 4, hasBias).to(float64), randn(2, 5, 7, float64));
        var adapter = Create(linear);
        using var frozen = no_grad();
        foreach (var parameter in adapter.parameters())
            parameter.normal_(0, 1);

        var (a, b, m) = (Weight(adapter, "a.weight"), Weight(adapter, "b.weight"), Weight(adapter, "magnitude"));
        var changed = linear.weight + (b.matmul(a) * (5.0 / 3));
        var whole = changed * (m / changed.square().sum(1).sqrt()).unsqueeze(1);
        var expected = nn.functional.linear(x, whole, linear.bias);

        Tensors.AssertClose(adapter.Apply(linear.call(x), x, linear.weight, linear.bias), expected, 1e-12, "the product");
        var (weight, bias) = (linear.weight.clone(), linear.bias?.clone() ?? zeros(4, float64));
        Assert.True(adapter.TryMerge(weight, bias));
        Tensors.AssertClose(nn.functional.linear(x, weight, bias), expected, 1e-12, "the merged product");
    }

    [Fact]
    public void A_fresh_one_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var (linear, x) = (nn.Linear(7, 4).to(float64), randn(2, 5, 7, float64));
        var y = linear.call(x);

        Tensors.AssertClose(Create(linear).Apply(y, x, linear.weight, linear.bias), y, 1e-12, "the product");
    }

    [Fact]
    public void The_norm_is_a_constant_of_the_gradient()
    {
        using var scope = NewDisposeScope();
        var (linear, x) = (nn.Linear(7, 4).to(float64), randn(2, 5, 7, float64));
        var adapter = Create(linear);
        using (no_grad())
            Weight(adapter, "b.weight").normal_(0, 1);

        adapter.Apply(linear.call(x), x, linear.weight, linear.bias).square().sum().backward();
        var (a, b, m) = (Copy("a.weight"), Copy("b.weight"), Copy("magnitude"));
        var norms = (linear.weight + (b.matmul(a) * (5.0 / 3))).detach().norm(dim: 1);
        var product = x.matmul(linear.weight.t()) + (x.matmul(a.t()).matmul(b.t()) * (5.0 / 3));
        ((product * (m / norms)) + linear.bias!).square().sum().backward();

        foreach (var (name, copy) in new[] { ("a.weight", a), ("b.weight", b), ("magnitude", m) })
            Tensors.AssertClose(Weight(adapter, name).grad!, copy.grad!, 1e-9, name);

        Tensor Copy(string name) => Weight(adapter, name).detach().clone().requires_grad_();
    }

    [Fact]
    public void Without_a_weight_to_start_from_it_says_so() => Assert.Contains(
        "starts from the weight of its product",
        Assert.Throws<ArgumentException>(() => DoraAdapter.Variant.CreateProjection(new AdapterShape(7, 4), Options)).Message,
        StringComparison.Ordinal);

    private static DoraAdapter Create(TorchSharp.Modules.Linear linear) => (DoraAdapter)DoraAdapter.Variant.CreateProjection(
        new AdapterShape(7, 4) { Weight = linear.weight }, Options).to(float64);

    private static TorchSharp.Modules.Parameter Weight(DoraAdapter adapter, string name) => adapter.get_parameter(name)!;
}
