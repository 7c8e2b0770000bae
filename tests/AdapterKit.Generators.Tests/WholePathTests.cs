using System.Runtime.CompilerServices;
using AdapterKit.Hosting;
using AdapterKit.Testing;
using AdapterKit.Training;
using static TorchSharp.torch;

namespace AdapterKit.Generators.Tests;

public sealed class WholePathTests : IDisposable
{
    private const int Width = 16;
    private readonly TemporaryFolder directory = new();
    private readonly byte[] image =
        GeneratorHarness.Run(GeneratorHarness.Compile("Vowels", GeneratorHarness.Source("WholePath.cs"))).Emit();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void One_file_declares_a_variant_a_layout_and_a_task_and_they_train_ship_and_predict()
    {
        manual_seed(1);
        using var authored = new LoadedAssembly(image);
        var layers = Enumerable.Range(0, 2).Select(_ => authored.New<AdaptedLayer>("Whole.Path.ThreefoldLayer", Width)).ToList();
        using var backbone = new TinyBackbone(Width, layers);
        var losses = new List<double>();
        var trainer = new Trainer(backbone, new TrainingOptions { Epochs = 4, BatchSize = 8, LearningRate = 0.02 });

        var declared = authored.Get<TaskDeclaration>("Whole.Path.VowelsTask", "Declared");
        using var trained = trainer.Train(declared, Texts(), progress: new Losses(losses));

        Assert.Equal(20, losses.Count);
        Assert.True(losses[^1] < losses[0], $"The loss went from {losses[0]} to {losses[^1]}.");
        Assert.True(trained.Test!["accuracy"] > 0.9, $"The accuracy is {trained.Test["accuracy"]}.");
        Assert.All(trained.Task.named_parameters(), entry => Assert.False(
            entry.name.EndsWith("adapter.vector", StringComparison.Ordinal) && entry.parameter.count_nonzero().item<long>() == 0,
            $"{entry.name} was not trained."));

        Bundle.Save(directory.PathOf("Vowels", "vowels"), trained.Task);
        PluginFolder.Write(directory.PathOf("Vowels"), "Vowels", image, backbone);
        using var host = PluginHost.Load(directory.Root, backbone);

        Assert.All(host.Plugins, plugin => Assert.True(plugin.State == PluginState.Active, plugin.Reason));
        AssertSameScores(trained.Task, host);
        Assert.True(host.Unload("Vowels"), "The plugin's code stayed in memory.");
    }

    // A separate method, so that no local of the test keeps the plugin alive when it is unloaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AssertSameScores(TaskAdapter trained, PluginHost host)
    {
        var task = Assert.Single(host.Tasks);
        Assert.NotSame(trained.GetType(), task.GetType());
        Assert.Equal(Scores(trained), Scores(task));
        NativeTensors.NoneLeftBehind(() => Scores(task));
    }

    private static float[] Scores(TaskAdapter task)
    {
        using var inference = inference_mode();
        using var batch = task.Backbone.Tokenize(["aeiou aeiou", "rhythm", "queue"], maxTokens: 16);
        using var scores = task.Forward(batch);
        return scores.data<float>().ToArray();
    }

    private static TextDataSet Texts()
    {
        var random = new Random(3);
        return new TextDataSet(["few", "many"], Some(40), Some(20), Some(40));

        Example[] Some(int count) =>
            [.. Enumerable.Range(0, count).Select(i => i % 2 == 0 ? Word("bcdfgh", "few") : Word("aeioub", "many"))];

        Example Word(string letters, string label) => new(new string(random.GetItems<char>(letters, 10)), label);
    }

    private sealed class Losses(List<double> losses) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (!value.IsEpochEnd)
                losses.Add(value.Loss);
        }
    }
}
