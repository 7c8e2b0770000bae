using AdapterKit.Testing;
using Microsoft.Extensions.Time.Testing;

namespace AdapterKit.Hosting.Tests;

/// <summary>While much waits, tasks do without the layers that they were trained to do without.</summary>
public sealed class BrownOutTests(MixedPassTests.Served served) : IClassFixture<MixedPassTests.Served>
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_begins_when_what_waits_takes_half_of_the_latency_and_ends_at_a_quarter(bool isAllowed)
    {
        var clock = new FakeTimeProvider();
        var executor = new FakeExecutor(clock);
        var dispatcher = new RequestDispatcher(
            executor, new() { Clock = clock, DropsUnderLoad = isAllowed, MaxTokensPerPass = 1000, TargetLatency = Latency });

        // Enough passes of different sizes to know what a token costs: about eleven microseconds in a full pass.
        for (var round = 0; round < 60; round++)
            Run(10 + (round % 7 * 12), 10);

        executor.Short.Clear();
        Run(10, 90);
        Assert.Equal([false], executor.Short);

        // 13,500 tokens take 150 ms; each pass takes 990 of them, which leaves more than a quarter of the latency for a while.
        executor.Short.Clear();
        Run(150, 90);
        Assert.True(executor.Short.Count > 10);
        var lowered = executor.Short.TakeWhile(isShort => isShort).Count();
        Assert.InRange(lowered, isAllowed ? 9 : 0, isAllowed ? 13 : 0);
        Assert.All(executor.Short.Skip(lowered), Assert.False);

        // As much as that at which it has ended does not begin it.
        executor.Short.Clear();
        Run(80, 90);
        Assert.All(executor.Short, Assert.False);

        void Run(int rows, int tokens)
        {
            var row = new DispatchRow("a", new TaskInput(new string('a', tokens)));
            _ = dispatcher.RunAsync([.. Enumerable.Repeat(row, rows)]);
            while (dispatcher.RunPass())
            {
            }
        }
    }

    [Fact]
    public void A_task_without_its_first_layers_answers_as_its_setup_does_and_says_so()
    {
        var (backbone, host) = (served.Backbone, served.Host);
        var executor = new HostExecutor(host, backbone, new DispatcherOptions());
        DispatchRow[] rows = [new("north", new TaskInput("a text")), new("south", new TaskInput("a text"))];
        List<PreparedRow> prepared = [.. executor.Prepare(rows).Select(row => row.Row)];
        var robust = (ClassificationTask)host.Tasks.Single(task => task.Id == "north");
        robust.DroppableLayers = 1;
        using var plan = backbone.Compile(Setup.Of("north").Drop("0"), [robust]);
        using var batch = backbone.Tokenize(["a text"], robust.Config.MaxTokens);
        using var logits = robust.Forward(batch, plan);
        using var expected = logits.softmax(1);

        // The plan is compiled once.
        executor.Run(prepared, isShort: true);
        IReadOnlyList<RowResult> results = [];
        NativeTensors.NoneLeftBehind(() => results = executor.Run(prepared, isShort: true));

        Assert.Equal([1, 0], results.Select(result => result.DroppedLayers));
        AssertProbabilities(expected.data<float>().ToArray(), robust, results[0]);
        AssertProbabilities(
            [.. robust.Predict("a text").Probabilities.Values.Select(value => (float)value)], robust, executor.Run(prepared)[0]);
        Assert.Equal(0, executor.Run(prepared)[0].DroppedLayers);
        Assert.Throws<ArgumentOutOfRangeException>(() => robust.DroppableLayers = 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => robust.DroppableLayers = -1);
    }

    private static void AssertProbabilities(float[] expected, ClassificationTask task, RowResult result)
    {
        var actual = ((Prediction)result.Prediction!).Probabilities;
        Assert.All(task.Declaration.Labels.Zip(expected), entry => Assert.Equal(entry.Second, actual[entry.First], 1e-5));
    }
}
