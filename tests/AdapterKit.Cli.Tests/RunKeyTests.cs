using System.Globalization;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Runs;
using AdapterKit.Testing;
using AdapterKit.Training;

namespace AdapterKit.Cli.Tests;

public sealed class RunKeyTests : IDisposable
{
    private static readonly TextDataSet Texts = new(
        ["ham", "spam"], [new Example("win", "spam")], [new Example("lunch", "ham")], [new Example("prize", "spam")]);

    private static readonly AdapterConfig Adapters = new(BottleneckAdapter.Variant)
    {
        Options = new BottleneckOptions { ReductionFactor = 1.5, Scaling = 0.25 },
    };

    private static readonly FusionConfig Fusion = new(Setup.Fuse("spam", "bulk"));

    private readonly Backbone backbone = TinyBackbone.Open(null, null!, default);

    public void Dispose() => backbone.Dispose();

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    public void A_key_is_the_same_in_every_culture(string culture)
    {
        var recipe = new TrainingOptions { LearningRate = 1.5e-3, RobustDrop = new DropDistribution([0.5, 1.25]) };
        var invariant = In(CultureInfo.InvariantCulture, () => Compute(recipe: recipe));

        Assert.Equal(invariant, In(CultureInfo.GetCultureInfo(culture), () => Compute(recipe: recipe)));
        Assert.Matches("^sha256:[0-9a-f]{64}$", invariant);
    }

    [Fact]
    public void Everything_that_the_result_depends_on_changes_the_key()
    {
        string[] keys =
        [
            Compute(),
            Compute(task: "ham"),
            Compute(adapters: Adapters with { Options = new BottleneckOptions { ReductionFactor = 1.5, Scaling = 0.5 } }),
            Compute(adapters: Adapters with { Placement = AdapterPlacement.Parallel }),
            Compute(adapters: Adapters with { Points = ["attention"] }),
            Compute(adapters: Adapters with { TuneNorms = false }),
            Compute(adapters: Adapters with { Drop = DropSet.None.With(LayerSet.Of(0)) }),
            Compute(adapters: AdapterConfig.Fused(Fusion)),
            Compute(adapters: AdapterConfig.Fused(Fusion with { Options = new() { Regularization = 0.5 } })),
            Compute(texts: Texts with { Train = [new Example("win", "ham")] }),
            Compute(recipe: new TrainingOptions { LearningRate = 2e-3 }),
            Compute(recipe: new TrainingOptions { Seed = 2 }),
            Compute(recipe: new TrainingOptions { RobustDrop = DropDistribution.Uniform }),
            Compute(recipe: new TrainingOptions { RobustDrop = new DropDistribution([1, 2]) }),
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(keys[0], Compute());
    }

    [Fact]
    public void A_run_that_was_recorded_in_one_culture_is_not_repeated_in_another()
    {
        using var folder = new TemporaryFolder();
        var data = folder.PathOf("data.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 40).Select(index =>
            $$"""{"text":"text {{index}}","label":"{{(index % 2 == 0 ? "spam" : "ham")}}"}"""));
        var record = folder.PathOf("runs.jsonl");
        string[] command = ["compare", "--tasks", "spam", "--modes", "head", "--seeds", "1", "--epochs", "1", "--lr", "0.0025"];

        foreach (var culture in new[] { CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("de-DE") })
        {
            var run = In(culture, () => CommandRun.Of([.. command, "--data", data, "--record", record], TinyBackbone.Open));
            Assert.Equal(ExitCode.Success, run.ExitCode);
        }

        Assert.Single(File.ReadAllLines(record));
    }

    private string Compute(
        string task = "spam", AdapterConfig? adapters = null, TextDataSet? texts = null, TrainingOptions? recipe = null) =>
        RunKey.Compute(backbone, task, adapters ?? Adapters, texts ?? Texts, recipe ?? new TrainingOptions());

    private static T In<T>(CultureInfo culture, Func<T> work)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            return work();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
