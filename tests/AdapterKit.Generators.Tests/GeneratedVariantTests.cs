using AdapterKit.Testing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdapterKit.Generators.Tests;

public sealed class GeneratedVariantTests : IDisposable
{
    private const int Width = 8;
    private static readonly byte[] Image =
        GeneratorHarness.Run(GeneratorHarness.Source("Squeeze.cs"), GeneratorHarness.Source("Gate.cs")).Emit();
    private readonly LoadedAssembly loaded = new(Image);
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose()
    {
        scope.Dispose();
        loaded.Dispose();
    }

    [Fact]
    public void The_generated_delta_is_the_bottleneck_formula()
    {
        var adapter = Create("Squeeze");
        nn.init.normal_(adapter.get_parameter("up.weight")!);
        var (down, up) = (FindLinear(adapter, "down"), FindLinear(adapter, "up"));
        var x = randn(2, 3, Width);

        var expected = up.call(down.call(x).tanh());

        AssertEqual(expected, adapter.Delta(x));
        AssertEqual(x + expected, adapter.call(x));
        AssertEqual(2 * x + expected, adapter.AddTo(2 * x, x));
    }

    [Fact]
    public void A_bottleneck_exposes_its_parts_and_another_variant_does_not()
    {
        var bottleneck = Assert.IsType<IBottleneck>(Create("Squeeze"), exactMatch: false);

        Assert.Equal([2, Width], bottleneck.Down.weight.shape);
        Assert.Equal([Width, 2], bottleneck.Up.weight.shape);
        Assert.Equal(Activation.Tanh, bottleneck.Activation);
        Assert.Null(bottleneck.Scaling);
        Assert.IsNotType<IBottleneck>(Create("Gate"), exactMatch: false);
    }

    [Theory, InlineData("Squeeze"), InlineData("Gate")]
    public void Weights_initialized_to_zero_make_an_exact_identity(string variant)
    {
        var x = randn(2, 3, Width);
        AssertEqual(x, Create(variant).call(x));
    }

    [Theory]
    [InlineData("Squeeze", "down.weight, down.bias, up.weight, up.bias")]
    [InlineData("Gate", "gate, mix.weight, mix.bias")]
    public void Components_are_registered_under_the_names_of_their_fields(string variant, string names) =>
        Assert.Equal(names, string.Join(", ", Create(variant).named_parameters().Select(entry => entry.name)));

    [Fact]
    public void Weights_are_initialized_as_declared()
    {
        manual_seed(1);
        var adapter = Create("Gate", width: 256);
        var mix = adapter.get_parameter("mix.weight")!;

        Assert.Equal(0, adapter.get_parameter("gate")!.abs().sum().item<float>());
        Assert.Equal(0, adapter.get_parameter("mix.bias")!.abs().sum().item<float>());
        Assert.InRange(mix.std().item<float>(), 0.0085f, 0.0091f); // 0.88·σ: a normal cut off at two deviations
        Assert.InRange(mix.abs().max().item<float>(), 0.0195f, 0.02f);
    }

    [Fact]
    public void An_adapter_works_after_a_move_replaces_its_parameters()
    {
        foreach (var adapter in new[] { Create("Squeeze"), Create("Gate"), Create("Gate", options => Set(options, "Cap", 0.5f)) })
        {
            var before = adapter.named_parameters().Select(entry => entry.name).ToArray();
            adapter.to(float64);

            Assert.Equal(before, adapter.named_parameters().Select(entry => entry.name));
            Assert.All(adapter.parameters(), parameter => Assert.Equal(float64, parameter.dtype));
            var result = adapter.call(randn(1, 2, Width, dtype: float64));
            result.sum().backward();
            Assert.All(
                adapter.named_parameters(),
                entry => Assert.True(entry.name == "cap" || entry.parameter.grad is not null, entry.name));
        }
    }

    [Fact]
    public void Parameters_created_in_a_dispose_scope_outlive_it()
    {
        ResidualAdapter adapter;
        using (NewDisposeScope())
            adapter = Create("Gate");

        Assert.All(adapter.parameters(), parameter => Assert.False(parameter.IsInvalid));
    }

    [Theory, InlineData("Squeeze"), InlineData("Gate")]
    public void An_adapter_leaves_no_native_tensor_behind(string variant) => NativeTensors.NoneLeftBehind(() =>
    {
        using var adapter = Create(variant);
        using var x = randn(2, 3, Width);
        adapter.call(x).Dispose();
        adapter.AddTo(x, x).Dispose();
    });

    private ResidualAdapter Create(string variant, Action<VariantOptions>? configure = null, int width = Width)
    {
        var options = loaded.New<VariantOptions>($"Demo.{variant}Options");
        configure?.Invoke(options);
        return loaded.Get<AdapterVariant>($"Demo.{variant}Adapter", "Variant").Create(new AdapterShape(width), options);
    }

    private static Linear FindLinear(ResidualAdapter adapter, string name) =>
        (Linear)adapter.named_children().Single(child => child.name == name).module;

    private static void Set(VariantOptions options, string property, object value) =>
        options.GetType().GetProperty(property)!.SetValue(options, value);

    private static void AssertEqual(Tensor expected, Tensor actual) => Assert.Equal(expected.bytes.ToArray(), actual.bytes.ToArray());
}
