using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>A policy decides per call, and the answers are those of the plan that it chose.</summary>
public sealed class DynamicDropTests : IDisposable
{
    private readonly BertModel backbone = TinyBert.Load();
    private readonly TaskAdapter[] tasks;
    private readonly TokenBatch batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);

    public DynamicDropTests()
    {
        manual_seed(1);
        tasks = [.. new[] { "a", "b" }.Select(name => AnyTask.Named(name).Create(backbone))];
        using var frozen = no_grad();
        foreach (var parameter in tasks.SelectMany(task => task.parameters()))
            nn.init.normal_(parameter, 0, 0.2);

        foreach (var task in tasks)
            task.eval();
    }

    public void Dispose()
    {
        batch.Dispose();
        foreach (var task in tasks)
            task.Dispose();

        backbone.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void A_fixed_number_is_the_plan_with_those_layers_dropped(int layers)
    {
        using var dynamic = new DynamicDrop(backbone, Setup.Parallel("a", "b"), tasks, new FixedDrop(layers));
        var (answers, dropped) = dynamic.Forward(batch);
        using (answers)
            AssertAnswers(answers, layers);

        Assert.Equal(layers, dropped);
    }

    [Fact]
    public void Longer_texts_go_with_fewer_adapters()
    {
        using var dynamic = new DynamicDrop(backbone, "a", tasks, new LengthDrop((6, 3), (3, 1)));
        using var longer = TokenBatch.Pad([[5, 6, 7, 8, 9, 10, 11]], padId: 0);
        using var shorter = TokenBatch.Pad([[5]], padId: 0);

        Assert.Equal([0, 1, 3], new[] { shorter, batch, longer }.Select(texts => Dropped(dynamic, texts)));
    }

    [Fact]
    public void A_budget_drops_layers_until_the_expected_time_fits()
    {
        // Two tasks and four layers: 7, 6, 5 and 4 layers of work for 0, 1, 2 and 3 dropped ones.
        var clock = new StepClock(TimeSpan.FromSeconds(7));
        using var dynamic = new DynamicDrop(backbone, Setup.Parallel("a", "b"), tasks, new LatencyDrop(TimeSpan.FromSeconds(5.5)), clock);

        Assert.Equal(0, Dropped(dynamic, batch));
        Assert.Equal(2, Dropped(dynamic, batch));

        clock.Step = TimeSpan.FromSeconds(1);
        Assert.Equal([2, 1, 0], Enumerable.Range(0, 3).Select(_ => Dropped(dynamic, batch)));
    }

    [Fact]
    public void A_sure_exit_head_drops_more_and_its_layers_run_once()
    {
        using var head = nn.Linear(32, 2);
        var calls = new int[4];
        var hooks = backbone.Encoder.Layers.Select((layer, index) => layer.register_forward_hook((_, _, _, output) =>
        {
            calls[index]++;
            return output;
        })).ToList();
        foreach (var (confidence, layers) in new[] { (0.0, 3), (1.1, 2) })
        {
            Array.Clear(calls);
            using var dynamic = new DynamicDrop(
                backbone, Setup.Parallel("a", "b"), tasks, new ConfidenceDrop(head.call, layer: 2, confidence, sure: 3, unsure: 2));
            var (answers, dropped) = dynamic.Forward(batch);
            Assert.Equal(layers, dropped);
            Assert.Equal([1, 1, 1, 1], calls);
            using (answers)
                AssertAnswers(answers, layers);
        }

        hooks.ForEach(hook => hook.remove());
    }

    [Fact]
    public void A_head_on_the_lowest_layers_decides_as_its_scores_say()
    {
        using var inference = inference_mode();
        using var lower = backbone.Truncate(2);
        using var exit = AnyTask.Declared.On(lower).Create(lower, AnyTask.Declared.Config.HeadOnly());
        exit.eval();
        using var scores = exit.Forward(batch);
        var least = scores.softmax(1).amax([1]).min().ToDouble();
        foreach (var (confidence, expected) in new[] { (least - 1e-3, 3), (least + 1e-3, 2) })
        {
            using var dynamic = new DynamicDrop(backbone, "a", tasks, new ConfidenceDrop(exit, confidence, sure: 3, unsure: 2));
            Assert.Equal(expected, Dropped(dynamic, batch));
        }

        using var adapted = AnyTask.Declared.On(lower).Create(lower);
        Assert.StartsWith(
            "The exit head 'any' has adapters from layer 0 on",
            Assert.Throws<ArgumentException>(() => new ConfidenceDrop(adapted, 0.5, 3, 2)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_lowest_layers_are_borrowed()
    {
        using var inference = inference_mode();
        using (var lower = backbone.Truncate(3))
        {
            using var features = lower.PooledFeatures(batch);
            using var hidden = backbone.EncodePrefix(batch, 3);
            using var expected = backbone.Pool(hidden, batch);
            Assert.True(features.equal(expected).all().ToBoolean());
            Assert.Equal((6, 32), (lower.Encoder.Sites.Count, lower.Width));
        }

        A_fixed_number_is_the_plan_with_those_layers_dropped(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => backbone.Truncate(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => backbone.Truncate(5));
    }

    [Fact]
    public void A_policy_of_ones_own_is_held_to_the_layers_that_there_are()
    {
        using var dynamic = new DynamicDrop(backbone, "a", tasks, new FixedDrop(5));

        Assert.Equal(
            "FixedDrop chose to drop 5 of 4 layers. A policy must choose between 0 and 4.",
            Assert.Throws<InvalidOperationException>(() => dynamic.Forward(batch)).Message);
        Assert.Throws<ArgumentException>(() => new DynamicDrop(backbone, Setup.BatchSplit("a"), tasks, new FixedDrop(0)));
    }

    [Fact]
    public void A_call_leaves_no_tensor_behind()
    {
        using var head = nn.Linear(32, 2);
        using var dynamic = new DynamicDrop(
            backbone, Setup.Parallel("a", "b"), tasks, new ConfidenceDrop(head.call, layer: 2, 0.5, sure: 3, unsure: 1));
        dynamic.Forward(batch).Logits.Dispose();
        NativeTensors.NoneLeftBehind(() => dynamic.Forward(batch).Logits.Dispose());
    }

    private static int Dropped(DynamicDrop dynamic, TokenBatch texts)
    {
        var (answers, dropped) = dynamic.Forward(texts);
        answers.Dispose();
        return dropped;
    }

    private void AssertAnswers(TaskLogits answers, int layers)
    {
        using var inference = inference_mode();
        foreach (var task in tasks)
        {
            Setup alone = Setup.Of(task.Id).Drop(DropSet.FirstLayers(layers));
            using var plan = backbone.Compile(alone, tasks);
            using var expected = backbone.Forward(batch, plan);
            Tensors.AssertClose(answers[task.Id], expected[alone], 1e-5, task.Id);
        }
    }

    private sealed class StepClock(TimeSpan step) : TimeProvider
    {
        private long now;

        public TimeSpan Step { get; set; } = step;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        // Every call asks twice: it begins at one full step and ends at the next.
        public override long GetTimestamp() => now += Step.Ticks;
    }
}
