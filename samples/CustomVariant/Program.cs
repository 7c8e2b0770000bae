using AdapterKit;
using Samples.CustomVariant;
using TorchSharp;
using static TorchSharp.torch;

// Trains one adapter of each variant to reproduce the same target, which multiplies pairs of channels.
random.manual_seed(1);
using var scope = NewDisposeScope();
var shape = new AdapterShape(16);
var hidden = randn(512, 1, shape.Width);
var target = hidden + (hidden * hidden.roll(1, 2));

Train(BottleneckAdapter.Variant, new BottleneckOptions { Bottleneck = 16 });
Train(GluAdapter.Variant, new GluOptions { Inner = 16, Gate = Activation.Linear });

void Train(AdapterVariant variant, VariantOptions options)
{
    using var adapter = variant.Create(shape, options);
    using var optimizer = optim.Adam(adapter.parameters(), lr: 0.02);
    var before = Loss(adapter).ToSingle();
    for (var step = 0; step < 300; step++)
    {
        using var iteration = NewDisposeScope();
        optimizer.zero_grad();
        Loss(adapter).backward();
        optimizer.step();
    }

    Console.WriteLine($"{variant.Id,-12} loss {before:f3} → {Loss(adapter).ToSingle():f3}");
}

Tensor Loss(ResidualAdapter adapter) => nn.functional.mse_loss(adapter.call(hidden), target);
