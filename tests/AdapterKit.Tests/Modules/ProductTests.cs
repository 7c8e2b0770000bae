using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Products by oneDNN, which tests call on every processor: they are those of libtorch.</summary>
public sealed class ProductTests
{
    public static TheoryData<Activation> Activations => [.. Enum.GetValues<Activation>()];

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

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_convolution_over_the_tokens_has_the_gradients_of_a_product(int seed)
    {
        manual_seed(seed);
        var any = new Random(seed);
        using var scope = NewDisposeScope();
        var (inputs, outputs) = (any.Next(1, 70), any.Next(1, 70));
        var (texts, tokens) = (any.Next(1, 20), any.Next(2, 40));
        var read = any.Next(3) == 0 ? randn(tokens, texts, inputs).transpose(0, 1) : randn(texts, tokens, inputs);
        var weight = randn(outputs, inputs).requires_grad_(any.Next(2) == 0);
        var bias = any.Next(3) == 0 ? null : randn(outputs).requires_grad_(weight.requires_grad);
        var x = read.requires_grad_(!weight.requires_grad || any.Next(2) == 0);
        var upstream = randn(x.size(0), x.size(1), outputs);

        var (product, gradients) = Differentiate(Product.Convolve);
        var (expected, expectedGradients) = Differentiate(nn.functional.linear);

        Assert.True(product.is_contiguous());
        Tensors.AssertClose(product, expected, 1e-5 * Math.Max(1, expected.abs().max().ToDouble()), "the product");
        foreach (var (gradient, other) in gradients.Zip(expectedGradients))
            Tensors.AssertClose(gradient, other, 1e-5 * Math.Max(1, other.abs().max().ToDouble()), "a gradient");

        (Tensor Product, Tensor[] Gradients) Differentiate(Func<Tensor, Tensor, Tensor?, Tensor> compute)
        {
            var y = compute(x, weight, bias);
            Tensor[] trained = [.. new[] { x, weight, bias }.OfType<Tensor>().Where(tensor => tensor.requires_grad)];
            return (y, [.. autograd.grad([y], trained, [upstream])]);
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void A_function_of_a_product_is_applied_to_it(Activation activation)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var linear = nn.Linear(24, 40);
        foreach (var rows in new[] { 1, 5, 300 })
        {
            var x = 3 * randn(2, rows, 24);
            Tensors.AssertClose(
                Product.Compute(linear, x, activation), activation.Apply(linear.call(x)), 1e-5, $"{activation} of {rows} rows");
            if (OneDnn.Fuses(activation))
            {
                Tensors.AssertClose(
                    OneDnn.ComputeLinear(x, linear.weight, linear.bias, activation), activation.Apply(linear.call(x)), 1e-5, "one kernel");
            }
        }
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

    /// <summary>Below the lowest adapter, training records nothing; above it, it needs the gradient of what a product reads.</summary>
    [Fact]
    public void A_frozen_product_passes_gradients_to_its_input()
    {
        using var scope = NewDisposeScope();
        var linear = nn.Linear(24, 40);
        linear.weight.requires_grad = linear.bias!.requires_grad = false;
        var (first, x) = (randn(2, 300, 24), randn(2, 300, 24).requires_grad_(true));

        var below = Product.Compute(linear, first);
        Product.Compute(linear, x).sum().backward();

        Assert.False(below.requires_grad);
        Tensors.AssertClose(below, linear.call(first), 1e-5, "the product");
        Tensors.AssertClose(x.grad!, linear.weight.sum(0L).expand_as(x), 1e-4, "the gradient");
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

    /// <summary>Whatever records a gradient gets one, and nothing else is left.</summary>
    [Fact]
    public void A_merged_weight_is_the_weight()
    {
        using var scope = NewDisposeScope();
        using var values = randn(40, 24);
        using var bias = randn(40);
        using var weight = new MergedWeight(values.clone().DetachFromDisposeScope());
        foreach (var rows in new[] { 1, 3, 100 })
        {
            var x = randn(1, rows, 24).requires_grad_(true);
            var product = weight.Multiply(x, bias);
            product.sum().backward();
            using var inference = no_grad();
            Tensors.AssertClose(product, nn.functional.linear(x, values, bias), 1e-5, $"{rows} rows");
            Tensors.AssertClose(weight.Multiply(x, bias), product, 1e-5, $"{rows} rows without a gradient");
            Tensors.AssertClose(x.grad!, values.sum(0L).expand_as(x), 1e-5, "the gradient");
        }

        NativeTensors.NoneLeftBehind(() =>
        {
            using var own = new MergedWeight(randn(8, 8).DetachFromDisposeScope());
            using var x = randn(5, 8);
            using var zeros = torch.zeros(8);
            own.Multiply(x, zeros).Dispose();
        });
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
