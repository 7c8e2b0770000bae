using AdapterKit;
using AdapterKit.Training;
using Samples.CustomLayout;
using static TorchSharp.torch;

// Trains a task on a layout of our own, saves it as a bundle, and loads it again as a host would.
var directory = args.FirstOrDefault() ?? Directory.CreateTempSubdirectory("custom-layout-").FullName;
using var backbone = new PlainBackbone();
foreach (var site in backbone.Encoder.Sites)
    Console.WriteLine($"site {site}");

var recipe = new TrainingOptions { Epochs = 20, BatchSize = 8, LearningRate = 5e-3 };
using (var result = new Trainer(backbone, recipe).Train(ToneTask.Declared, Sentences.Split()))
{
    Console.WriteLine($"accuracy on unseen sentences {result.Test?["accuracy"]:p0}");
    Bundle.Save(directory, result.Task);
}

using var task = Bundle.Open(directory).Load(ToneTask.Declared, backbone);
using var batch = backbone.Tokenize(["is the train late?", "the train was late, they say."], maxTokens: 64);
using var inference = inference_mode();
using var logits = task.Forward(batch);
using var labels = logits.argmax(1);
Console.WriteLine(string.Join(" ", labels.data<long>().Select(label => task.Declaration.Labels[(int)label])));
