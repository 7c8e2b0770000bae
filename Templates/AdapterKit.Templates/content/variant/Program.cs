using AdapterKit;
using MyNamespace;
using TorchSharp;
using static TorchSharp.torch;

// Teaches one adapter to turn hidden states round by a fixed rotation: does the variant learn?
random.manual_seed(1);
using var scope = NewDisposeScope();
var shape = new AdapterShape(Width: 32);
var adapter = MyVariantAdapter.Variant.Create(shape, new MyVariantOptions());

var hidden = randn(256, 1, shape.Width);
Console.WriteLine($"parameters          {adapter.parameters().Sum(parameter => parameter.numel())}");
Console.WriteLine($"untrained, changes  {(adapter.call(hidden) - hidden).abs().max().ToSingle():g3}");

var (rotation, _) = linalg.qr(randn(shape.Width, shape.Width));
var wanted = hidden.matmul(rotation);
var optimizer = optim.Adam(adapter.parameters(), lr: 0.01);
Console.WriteLine($"loss at first       {Loss().ToSingle():f3}");
for (var step = 0; step < 200; step++)
{
    using var one = NewDisposeScope();
    optimizer.zero_grad();
    Loss().backward();
    optimizer.step();
}

Console.WriteLine($"loss after 200      {Loss().ToSingle():f3}");

Tensor Loss() => nn.functional.mse_loss(adapter.call(hidden), wanted);
