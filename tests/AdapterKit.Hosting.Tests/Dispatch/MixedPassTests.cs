using AdapterKit.Testing;

namespace AdapterKit.Hosting.Tests;

/// <summary>Rows that want different tasks are answered as each task alone answers them.</summary>
public sealed class MixedPassTests(MixedPassTests.Served served) : IClassFixture<MixedPassTests.Served>
{
    private const double Tolerance = 1e-5;

    private readonly TinyBackbone backbone = served.Backbone;
    private readonly PluginHost host = served.Host;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_mixes_get_the_answers_of_direct_calls(int seed)
    {
        var random = new Random(seed);
        string[] tasks = ["north", "south", "east", "compass"];
        string[] texts = [.. Enumerable.Range(0, 12).Select(_ => new string('a', random.Next(0, 40)) + random.Next()), ""];
        await using var dispatcher = new RequestDispatcher(host, backbone);
        var requests = Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, random.Next(1, 9))
            .Select(_ => new DispatchRow(tasks[random.Next(tasks.Length)], new TaskInput(texts[random.Next(texts.Length)])))
            .Append(new DispatchRow(null, new TaskInput(texts[random.Next(texts.Length)])))
            .ToArray()).ToList();

        var answers = await Task.WhenAll(requests.Select((rows, index) => dispatcher.RunAsync(rows, $"key-{index % 3}")));

        foreach (var (row, result) in requests.Zip(answers).SelectMany(request => request.First.Zip(request.Second)))
        {
            Assert.Equal((RowState.Answered, ""), (result.State, result.Reason));
            if (row.Task is null)
                AssertEmbedded(row.Input.Text, result);
            else
                AssertPredicted(row, result);
        }
    }

    [Fact]
    public void A_task_that_fails_fails_on_its_own_rows_and_the_others_answer()
    {
        var executor = new HostExecutor(host, backbone, new DispatcherOptions());
        DispatchRow[] rows = [.. host.Tasks.Select(task => new DispatchRow(task.Id, new TaskInput($"for {task.Id}")))];
        IReadOnlyList<RowResult> results = [];

        NativeTensors.NoneLeftBehind(() => results = executor.Run([.. executor.Prepare(rows).Select(row => row.Row)]));

        Assert.Equal(6, rows.Length);
        foreach (var (row, result) in rows.Zip(results))
        {
            if (row.Task is "thrower" or "zero")
                Assert.Equal((RowState.Failed, true), (result.State, result.Reason.Contains($"'{row.Task}'", StringComparison.Ordinal)));
            else
                AssertPredicted(row, result);
        }
    }

    [Fact]
    public void What_cannot_be_run_is_said_before_it_waits()
    {
        var executor = new HostExecutor(host, backbone, new DispatcherOptions());
        var results = executor.Prepare([new("nowhere", new("text")), new("north", new("one", "two"))]).Select(row => row.Result!.State);
        Assert.Equal([RowState.NotFound, RowState.Unfit], results);
    }

    [Fact]
    public void A_task_that_goes_while_its_rows_wait_is_not_found_and_one_that_is_replaced_answers_anew()
    {
        using var plugins = new PluginsFolder();
        plugins.Add("East", backbone);
        plugins.Add("North", backbone);
        using var changing = PluginHost.Load(plugins.Root, backbone);
        var executor = new HostExecutor(changing, backbone, new DispatcherOptions());
        var prepared = executor.Prepare([new("east", new("text")), new("north", new("text"))]).Select(row => row.Row).ToList();
        Directory.Delete(plugins.PathOf("East"), recursive: true);
        Directory.Delete(plugins.PathOf("North"), recursive: true);
        plugins.Add("North", backbone);
        changing.Refresh();

        var results = executor.Run(prepared);

        Assert.Equal([RowState.NotFound, RowState.Answered], results.Select(result => result.State));
        Assert.Equal(Assert.Single(changing.Tasks).WeightsHash, results[1].WeightsHash);
    }

    private void AssertPredicted(DispatchRow row, RowResult result)
    {
        var task = (ClassificationTask)host.Tasks.Single(task => task.Id == row.Task);
        var expected = task.Predict(row.Input.Text);
        Assert.Equal(RowState.Answered, result.State);
        var actual = Assert.IsType<Prediction>(result.Prediction);
        Assert.All(expected.Probabilities, entry => Assert.Equal(entry.Value, actual.Probabilities[entry.Key], Tolerance));
    }

    private void AssertEmbedded(string text, RowResult result)
    {
        using var batch = backbone.Tokenize([text], backbone.MaxTokens);
        using var expected = backbone.PooledFeatures(batch);
        Assert.All(
            expected.data<float>().ToArray().Zip(result.Embedding.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    /// <summary>Four sound tasks, one of them fused, and two that fail once their self-test has passed.</summary>
    public sealed class Served : IDisposable
    {
        private readonly PluginsFolder plugins = new();

        public Served()
        {
            foreach (var name in (string[])["North", "South", "East"])
                plugins.Add(name, Backbone);
            plugins.AddFused("Compass", Backbone, "North", "South");
            plugins.Add("Thrower", Backbone, image: Failing("Thrower", "throw new Exception(\"bad text\")"));
            plugins.Add("Zero", Backbone, image: Failing("Zero", "base.Head(features) * float.NaN"));
            Host = PluginHost.Load(plugins.Root, Backbone, new() { PredictTimeout = Timeout.InfiniteTimeSpan });
        }

        internal TinyBackbone Backbone { get; } = new();

        internal PluginHost Host { get; }

        public void Dispose()
        {
            Host.Dispose();
            plugins.Dispose();
            Backbone.Dispose();
        }

        private static byte[] Failing(string name, string fault) => PluginCompiler.Task(
            name,
            name.ToLowerInvariant(),
            $"private int calls; public override Tensor Head(Tensor features) => calls++ == 0 ? base.Head(features) : {fault};");
    }
}
