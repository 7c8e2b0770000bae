using AdapterKit;
using MyNamespace;
using TorchSharp;
using static TorchSharp.torch;

// Trains one adapter to rotate hidden states by a fixed rotation.
random.manual_seed(1);
using var scope = NewDisposeScope();
var shape = new AdapterShape(32);
var adapter = MyVariantAdapter.Variant.Create(shape, new MyVariantOptions());

var hidden = randn(256, 1, shape.Width);
Console.WriteLine($"parameters          {adapter.parameters().Sum(parameter => parameter.numel())}");
Console.WriteLine($"untrained, changes  {(adapter.call(hidden) - hidden).abs().max().ToSingle():g3}");

var (rotation, _) = linalg.qr(randn(shape.Width, shape.Width));
var target = hidden.matmul(rotation);
var optimizer = optim.Adam(adapter.parameters(), lr: 0.01);
Console.WriteLine($"loss before         {Loss().ToSingle():f3}");
for (var step = 0; step < 200; step++)
{
    using var iteration = NewDisposeScope();
    optimizer.zero_grad();
    Loss().backward();
    optimizer.step();
}

Console.WriteLine($"loss after training {Loss().ToSingle():f3}");

Tensor Loss() => nn.functional.mse_loss(adapter.call(hidden), target);
