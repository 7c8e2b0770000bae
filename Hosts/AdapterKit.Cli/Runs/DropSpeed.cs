using System.Diagnostics;
using AdapterKit.Cli.Reporting;
using AdapterKit.Cli.Reports;
using AdapterKit.Training;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Runs;

/// <summary>Measures inference and training speed without adapters in the first layers.</summary>
/// <remarks>The weights are fresh, because they do not affect speed.</remarks>
internal sealed class DropSpeed : IDisposable
{
    private const int Rounds = 7;
    private const int BatchSize = 32;

    private readonly IReadOnlyList<TaskAdapter> tasks;
    private readonly IReadOnlyList<AdapterPlan> folded;
    private readonly TokenBatch batch;
    private readonly Tensor targets;

    private DropSpeed(
        TaskDeclaration declaration, Backbone backbone, IReadOnlyList<AdapterConfig> configs, TextDataSet texts)
    {
        var examples = texts.Train.Take(BatchSize).ToList();
        tasks = [.. configs.Select(config => declaration.Create(backbone, config))];
        folded = [.. tasks.Select(task => backbone.Compile(Setup.Of(task.Id), [task], PlanPurpose.Inference))];
        TokenizedText[] tokens = [.. examples.Select(example => declaration.Kind.ReadingOn(backbone).Tokenize(
            backbone, example.Read(backbone), declaration.Config.MaxTokens))];
        batch = TokenBatch.Pad(tokens, backbone.PadId, backbone.Device);
        targets = declaration.Kind.ReadTargets(declaration.Labels, [.. examples.Select(example => example.Label)])
            .CreateTensor([.. Enumerable.Range(0, tokens.Length)], tokens).to(backbone.Device).DetachFromDisposeScope();
    }

    /// <summary>Measures the configurations in turn; each ratio is to the first configuration of the same round.</summary>
    public static IReadOnlyList<DropSpeedReport> Measure(
        TaskDeclaration declaration, Backbone backbone, IReadOnlyList<AdapterConfig> configs, TextDataSet texts)
    {
        using var speed = new DropSpeed(declaration, backbone, configs, texts);
        var (inference, training) = (speed.Time(speed.Predict), speed.Time(speed.Train));
        return [.. configs.Select((_, index) => new DropSpeedReport(
            speed.Throughput(inference, index), Ratio(inference, index), speed.Throughput(training, index), Ratio(training, index)))];
    }

    public void Dispose()
    {
        foreach (var plan in folded)
            plan.Dispose();
        foreach (var task in tasks)
            task.Dispose();

        batch.Dispose();
        targets.Dispose();
    }

    // Returns seconds by round and configuration. The first round only warms up.
    private double[][] Time(Action<int> work) => [.. Enumerable.Range(0, Rounds + 1).Select(_ => TimeRound(work)).Skip(1)];

    private double[] TimeRound(Action<int> work) => [.. Enumerable.Range(0, tasks.Count).Select(index =>
    {
        var watch = Stopwatch.StartNew();
        work(index);
        return watch.Elapsed.TotalSeconds;
    })];

    private void Predict(int index)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        tasks[index].eval();
        tasks[index].Forward(batch, folded[index]);
    }

    private void Train(int index)
    {
        using var scope = NewDisposeScope();
        var task = tasks[index];
        task.train();
        var hidden = task.Backbone.Encode(batch, task.Plan);
        task.ComputeLoss(task.ReadsTokens ? hidden : task.Backbone.Pool(hidden, batch.Output), targets, labelWeights: null).backward();
    }

    private double Throughput(double[][] seconds, int index) =>
        batch.Ids.size(0) / Statistics.Median(seconds.Select(round => round[index]));

    private static double Ratio(double[][] seconds, int index) => Statistics.Median(seconds.Select(round => round[0] / round[index]));
}
