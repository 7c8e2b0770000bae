using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Products by oneDNN, which tests call on every processor: they are those of libtorch.</summary>
public sealed class ProductTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Both_libraries_compute_the_same(int seed)
    {
        manual_seed(seed);
        var any = new Random(seed);
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (inputs, outputs) = (any.Next(1, 70), any.Next(1, 70));
        var weight = randn(3 * outputs, inputs).narrow(0, outputs, outputs);
        var bias = any.Next(4) == 0 ? null : randn(outputs);
        var isPacked = any.Next(2) == 0;
        var x = any.Next(3) switch
        {
            0 => randn(any.Next(1, 400), inputs),
            1 => randn(any.Next(1, 9), any.Next(1, 40), inputs),
            _ => randn(inputs, any.Next(1, 300)).t(),
        };
        var before = x.clone();

        var product = OneDnn.ComputeLinear(x, isPacked ? OneDnn.Pack(weight, any.Next(1, 200)) : weight, bias);

        var expected = nn.functional.linear(x, weight, bias);
        Assert.Equal(expected.shape, product.shape);
        Assert.True(product.is_contiguous());
        Tensors.AssertClose(product, expected, 1e-5 * Math.Max(1, expected.abs().max().ToDouble()), "the product");
        Tensors.AssertClose(x, before, 0, "the input");
    }

    [Fact]
    public void A_large_product_of_a_module_is_that_of_its_call_and_keeps_gradients()
    {
        using var scope = NewDisposeScope();
        var linear = nn.Linear(24, 40);
        var x = randn(2, 300, 24);
        using (no_grad())
            Tensors.AssertClose(Product.Compute(linear, x), linear.call(x), 1e-5, "the product");

        Product.Compute(linear, x).sum().backward();
        Assert.NotNull(linear.weight.grad);
    }

    /// <summary>The copy of a frozen weight follows it through training and loading, and goes with its backbone.</summary>
    [SkippableFact]
    public void A_packed_weight_is_the_weight()
    {
        using var scope = NewDisposeScope();
        using var linear = nn.Linear(24, 40);
        linear.weight.requires_grad = linear.bias!.requires_grad = false;
        var x = randn(2, 30, 24);
        Product.Pack([linear]);
        Skip.If(PackedWeights.Find(linear.weight) is null, "MKL is as fast on this processor.");
        AssertProduct();

        new WeightSlot("key", null, "name", linear.weight, null, WeightForm.Plain).Write(randn(40, 24));
        AssertProduct();
        Assert.NotNull(PackedWeights.Find(linear.weight));

        linear.weight.requires_grad = true;
        Product.Compute(linear, x).sum().backward();
        Assert.NotNull(linear.weight.grad);
        using (no_grad())
            linear.weight.add_(1);

        linear.weight.requires_grad = false;
        Assert.Null(PackedWeights.Find(linear.weight));
        AssertProduct();

        void AssertProduct()
        {
            using var frozen = no_grad();
            Tensors.AssertClose(Product.Compute(linear, x), linear.call(x), 1e-5, "the product");
        }
    }

    [Fact]
    public void A_backbone_releases_its_packed_weights()
    {
        NativeTensors.NoneLeftBehind(() => TinyBert.Load().Dispose());
        using var backbone = TinyBert.Load();
        var weight = backbone.Encoder.Projections[0].weight;
        var packed = PackedWeights.Find(weight);

        backbone.Truncate(1).Dispose();

        Assert.Same(packed, PackedWeights.Find(weight));
        Assert.False(packed?.IsInvalid == true, "The first layers released what they borrow.");
    }

    [Fact]
    public void Many_threads_multiply_at_once()
    {
        using var linear = nn.Linear(16, 16);
        using var x = randn(500, 16);
        using var frozen = no_grad();
        using var expected = linear.call(x);
        Parallel.For(0, 16, _ =>
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            Tensors.AssertClose(OneDnn.ComputeLinear(x, linear.weight, linear.bias), expected, 1e-5, "the product");
        });
    }

    [Fact]
    public void Nothing_is_left_behind()
    {
        using var linear = nn.Linear(16, 16);
        using var x = randn(500, 16);
        NativeTensors.NoneLeftBehind(() =>
        {
            using var inference = inference_mode();
            OneDnn.ComputeLinear(x, linear.weight, linear.bias).Dispose();
        });
    }
}
