namespace AdapterKit.Tests;

/// <summary>VeRA against its formula, in double precision.</summary>
public sealed class VeraTests
{
    private static readonly VeraOptions Options = new() { Rank = 3 };

    [Fact]
    public void It_computes_the_formula_of_the_paper_merged_or_not()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (linear, x) = (nn.Linear(7, 4).to(float64), randn(2, 5, 7, float64));
        var (adapter, matrices) = Create();
        foreach (var parameter in adapter.parameters())
            parameter.normal_(0, 1);

        var (a, b) = (matrices.get_parameter("a")!.narrow(1, 0, 7), matrices.get_parameter("b")!.narrow(0, 0, 4));
        var change = diag(adapter.get_parameter("b")!).matmul(b).matmul(diag(adapter.get_parameter("d")!)).matmul(a);
        var expected = nn.functional.linear(x, linear.weight + change, linear.bias);

        Tensors.AssertClose(adapter.Apply(linear.call(x), x), expected, 1e-12, "the product");
        var (weight, bias) = (linear.weight.clone(), linear.bias!.clone());
        Assert.True(adapter.TryMerge(weight, bias));
        Tensors.AssertClose(nn.functional.linear(x, weight, bias), expected, 1e-12, "the merged product");
    }

    [Fact]
    public void Fresh_it_changes_nothing_and_only_the_vectors_are_trained()
    {
        using var scope = NewDisposeScope();
        var (adapter, matrices) = Create();
        var (x, y) = (randn(2, 5, 7, float64), randn(2, 5, 4, float64));
        var changed = adapter.Apply(y, x);

        Assert.True(changed.equal(y).all().ToBoolean());
        changed.square().sum().backward();
        Assert.True(adapter.get_parameter("b")!.grad!.abs().max().ToDouble() > 0);
        Assert.All(matrices.parameters(), parameter => Assert.False(parameter.requires_grad));
    }

    [Fact]
    public void A_task_stores_the_random_matrices_once()
    {
        using var backbone = TinyBert.Load();
        using var task = AnyTask.Named("any").Create(backbone, new(VeraAdapter.Variant) { Options = Options });
        var shared = task.named_parameters().Where(weight => weight.name.StartsWith("shared", StringComparison.Ordinal)).ToList();

        Assert.Equal(["shared.0.a", "shared.0.b"], shared.Select(weight => weight.name));
        Assert.Equal([3L, backbone.Encoder.Projections.Max(product => product.in_features)], shared[0].parameter.shape);
    }

    private static (VeraAdapter Adapter, SharedModule Matrices) Create()
    {
        AdapterShape[] shapes = [new(7, 4), new(5, 9)];
        var matrices = VeraAdapter.Variant.CreateShared(new SharedShape(shapes), Options)!.to(float64);
        return ((VeraAdapter)VeraAdapter.Variant.CreateProjection(shapes[0] with { Shared = matrices }, Options).to(float64), matrices);
    }
}
