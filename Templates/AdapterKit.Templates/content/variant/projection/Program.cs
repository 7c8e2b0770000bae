using AdapterKit;
using MyNamespace;
using TorchSharp;
using static TorchSharp.torch;

// Trains one adapter to turn a product with one matrix into the product with another, which differs by a change of rank 4.
random.manual_seed(1);
using var scope = NewDisposeScope();
var shape = new AdapterShape(32);
var adapter = MyVariantAdapter.Variant.CreateProjection(shape, new MyVariantOptions());

var inputs = randn(256, 1, shape.InputWidth);
var weight = randn(shape.OutputWidth, shape.InputWidth);
var outputs = inputs.matmul(weight.T);
var target = outputs + inputs.matmul(randn(shape.InputWidth, 4)).matmul(randn(4, shape.OutputWidth)) / 4;
Console.WriteLine($"parameters          {adapter.parameters().Sum(parameter => parameter.numel())}");
Console.WriteLine($"untrained, changes  {(adapter.call(outputs, inputs) - outputs).abs().max().ToSingle():g3}");

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

Tensor Loss() => nn.functional.mse_loss(adapter.call(outputs, inputs), target);
