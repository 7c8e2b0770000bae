using AdapterKit;
using MyNamespace;
using TorchSharp;
using static TorchSharp.torch;

// Adds an adapter at every insertion point and shows that untrained adapters change nothing.
random.manual_seed(1);
using var backbone = new MyLayoutBackbone(width: 32, heads: 4, layers: 2);
using var task = TryTask.Declared.Create(backbone);
foreach (var site in backbone.Encoder.Sites)
    Console.WriteLine($"{site,-22} {task.AdapterAt(site)?.parameters().Sum(parameter => parameter.numel()) ?? 0} parameters");

using var scope = NewDisposeScope();
using var inference = inference_mode();
using var batch = backbone.Tokenize(["A first text.", "Another one, a little longer."], maxTokens: 32);
var bare = backbone.PooledFeatures(batch);
var adapted = backbone.PooledFeatures(batch, task.Plan);
Console.WriteLine($"untrained adapters change the features by {(bare - adapted).abs().max().ToSingle():g3}");
