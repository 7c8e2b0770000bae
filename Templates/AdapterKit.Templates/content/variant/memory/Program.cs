using AdapterKit;
using MyNamespace;
using TorchSharp;
using static TorchSharp.torch;

// Trains one adapter so that an attention answers as if four more tokens stood in front of every text.
random.manual_seed(1);
using var scope = NewDisposeScope();
var shape = new AdapterShape(32);
var adapter = MyVariantAdapter.Variant.CreateMemory(shape, new MyVariantOptions());

Tensor queries = randn(64, 10, shape.Width), keys = randn(64, 10, shape.Width), values = randn(64, 10, shape.Width);
var bare = nn.functional.scaled_dot_product_attention(queries, keys, values);
var target = Attend(randn(4, shape.Width), randn(4, shape.Width));
Console.WriteLine($"parameters          {adapter.parameters().Sum(parameter => parameter.numel())}");
Console.WriteLine($"untrained, changes  {(Attend(adapter.ComputeKeys(), adapter.ComputeValues()) - bare).abs().max().ToSingle():g3}");

var optimizer = optim.Adam(adapter.parameters(), lr: 0.05);
Console.WriteLine($"loss before         {Loss().ToSingle():f3}");
for (var step = 0; step < 200; step++)
{
    using var iteration = NewDisposeScope();
    optimizer.zero_grad();
    Loss().backward();
    optimizer.step();
}

Console.WriteLine($"loss after training {Loss().ToSingle():f3}");

Tensor Loss() => nn.functional.mse_loss(Attend(adapter.ComputeKeys(), adapter.ComputeValues()), target);

Tensor Attend(Tensor memoryKeys, Tensor memoryValues) => nn.functional.scaled_dot_product_attention(
    queries, cat([memoryKeys.expand(64, -1, -1), keys], 1), cat([memoryValues.expand(64, -1, -1), values], 1));
