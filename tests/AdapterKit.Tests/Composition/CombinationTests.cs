namespace AdapterKit.Tests;

/// <summary>Averages and splits: what they compute, and what they refuse. The peer's split is among its goldens.</summary>
public sealed class CombinationTests : IDisposable
{
    private const string Last = "0..2";

    private readonly BertModel backbone = TinyBert.Load();
    private readonly List<TaskAdapter> tasks = [];
    private readonly TokenBatch batch = TokenBatch.Pad([[1, 2, 3, 4, 5, 6], [7, 8]], padId: 0);

    public void Dispose()
    {
        batch.Dispose();
        tasks.ForEach(task => task.Dispose());
        backbone.Dispose();
    }

    /// <summary>The mean of low-rank changes is a low-rank change.</summary>
    [Fact]
    public void An_average_of_LoRA_is_LoRA_with_the_mean_of_the_changes()
    {
        var (a, b) = (AddLora("a", 1), AddLora("b", 2));
        var merged = AdapterMerger.Merge([new(a, 0.75), new(b, 0.25)], new MergeOptions { Method = MergeMethod.Concatenate });
        tasks.Add(merged);
        using var whole = backbone.Compile(merged);

        AssertSame(Setup.Average(["a", "b"], [3, 1]), whole);
    }

    /// <summary>The mean of bottlenecks is one bottleneck with the units of both.</summary>
    [Theory]
    [InlineData(AdapterPlacement.Sequential)]
    [InlineData(AdapterPlacement.Pfeiffer)]
    [InlineData(AdapterPlacement.Parallel)]
    [InlineData(AdapterPlacement.AfterNorm)]
    public void An_average_of_bottlenecks_is_a_wider_bottleneck(AdapterPlacement placement)
    {
        var (a, b) = (AddBottleneck("a", 4, 1, placement), AddBottleneck("b", 6, 2, placement));
        var wide = AddBottleneck("wide", 10, 3, placement);
        using (no_grad())
        {
            foreach (var site in backbone.Encoder.Sites)
            {
                var (first, second, both) = (At(a, site), At(b, site), At(wide, site));
                both.Down.weight.copy_(cat([first.Down.weight, second.Down.weight]));
                both.Down.bias!.copy_(cat([first.Down.bias!, second.Down.bias!]));
                both.Up.weight.copy_(cat([first.Up.weight * 0.5, second.Up.weight * 0.5], 1));
                both.Up.bias!.copy_((first.Up.bias! + second.Up.bias!) * 0.5);
            }
        }

        using var whole = backbone.Compile(wide);
        AssertSame(Setup.Average("a", "b"), whole);

        static IBottleneck At(TaskAdapter task, Site site) => (IBottleneck)task.AdapterAt(site)!;
    }

    [Fact]
    public void What_is_the_same_in_all_parts_is_as_it_is_alone()
    {
        AddLora("a", 1);
        AddBottleneck("b", 4, 2);
        var setup = Setup.Stack("a", "b");
        using var alone = backbone.Compile(setup, tasks);

        AssertSame(Setup.Average(setup, setup), alone);
        AssertSame(Setup.Split([2], setup, setup), alone);
        AssertSame(Setup.Stack(Setup.Split([1, 3], "a", "a", "a"), Setup.Average("b", "b")), alone);
    }

    /// <summary>In the last feed-forward network, a token depends on no other.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_split_gives_every_token_its_own_task(bool isLora)
    {
        foreach (var (index, name) in new[] { "a", "b" }.Index())
        {
            if (isLora)
                AddLora(name, index + 1, "feed_forward.fc1");
            else
                AddBottleneck(name, 4, index + 1);
        }

        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var (a, b, bare) = (Run("a"), Run("b"), Run(Setup.Bare));
        var split = Run(Setup.Split([1, 4], "a", Setup.Bare, "b"));

        AssertClose(split.narrow(1, 0, 1), a.narrow(1, 0, 1));
        AssertClose(split.narrow(1, 1, 3), bare.narrow(1, 1, 3));
        AssertClose(split.narrow(1, 4, 2), b.narrow(1, 4, 2));
        Assert.NotEqual(a.sum().ToSingle(), split.sum().ToSingle());
        AssertClose(Run(Setup.Split([40], "a", "b")), a);

        Tensor Run(Setup setup)
        {
            // Upwards of the last attention alone.
            using var plan = backbone.Compile(setup.Drop(Last).Drop(DropSet.None.With(LayerSet.Parse("3"), "attention")), tasks);
            return backbone.Encode(batch, plan);
        }
    }

    [Fact]
    public void Combinations_run_beside_other_tasks_and_leave_the_head_to_the_one_on_top()
    {
        AddLora("a", 1);
        AddLora("b", 2);
        AddBottleneck("c", 4, 3);
        Setup mean = Setup.Stack(Setup.Average("a", "b"), "c"), split = Setup.Split([3], "a", "b");
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var plan = backbone.Compile(Setup.Parallel("a", mean, split), tasks, purpose);
            using var alone = backbone.Compile(mean, tasks, purpose);
            using var answers = backbone.Forward(batch, plan);
            using var expected = backbone.Forward(batch, alone);

            Assert.Equal(["a", mean], answers.Branches);
            AssertClose(answers[mean], expected[mean]);
        }
    }

    [Fact]
    public void Calls_leave_no_tensor_behind()
    {
        AddLora("a", 1);
        AddBottleneck("b", 4, 2);
        using var plan = backbone.Compile(Setup.Average(Setup.Split([2], "a", "b"), Setup.Bare), tasks, PlanPurpose.Inference);
        using var inference = inference_mode();
        backbone.Encode(batch, plan).Dispose();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;

        backbone.Encode(batch, plan).Dispose();

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void What_cannot_be_combined_is_refused_with_a_way_out()
    {
        Add("norms", AnyTask.Declared.Config, 1);
        Add("prefix", new AdapterConfig(PrefixAdapter.Variant) { TuneNorms = false }, 2);
        Add("prompt", new AdapterConfig(PromptAdapter.Variant) { TuneNorms = false }, 3);
        AddLora("lora", 4);

        AssertRefused("has norms of its own", Setup.Average("lora", "norms"));
        AssertRefused("acts on keys and values", Setup.Split([3], "lora", "prefix"));
        AssertRefused("puts a prompt before them", Setup.Stack("prompt", Setup.Split([3], "lora", Setup.Bare)));
        AssertRefused("puts a prompt before them", Setup.Parallel("prompt", Setup.Split([3], "lora", Setup.Bare)));
        using var average = backbone.Compile(Setup.Stack("prompt", Setup.Average("lora", Setup.Bare)), tasks);
        Assert.Equal(0, average.FirstLayer);
    }

    [Fact]
    public void As_values_they_say_what_they_are()
    {
        Assert.Equal("Average[0.75 a, 0.25 Stack[b, c]]", Setup.Average(["a", Setup.Stack("b", "c")], [3, 1]).ToString());
        Assert.Equal("Average[a, b]", Setup.Average("a", "b").ToString());
        Assert.Equal("Split[a, 5: b, 9: Bare]", Setup.Split([5, 9], "a", "b", Setup.Bare).ToString());
        Assert.Equal<Setup>(Setup.Average("a", "b"), Setup.Average(["a", "b"], [2, 2]));
        Assert.NotEqual<Setup>(Setup.Average("a", "b"), Setup.Average(["a", "b"], [2, 1]));
        Assert.NotEqual<Setup>(Setup.Split([1], "a", "b"), Setup.Split([2], "a", "b"));
        Assert.Throws<ArgumentException>(() => Setup.Average("a"));
        Assert.Throws<ArgumentException>(() => Setup.Average("a", Setup.Fuse("b", "c")));
        Assert.Throws<ArgumentException>(() => Setup.Average(["a", "b"], [1, -1]));
        Assert.Throws<ArgumentException>(() => Setup.Average(["a", "b"], [1]));
        Assert.Throws<ArgumentException>(() => Setup.Split([5], "a", Setup.Parallel("b", "c")));
        Assert.Throws<ArgumentException>(() => Setup.Split([5, 5], "a", "b", "c"));
        Assert.Throws<ArgumentException>(() => Setup.Split([0], "a", "b"));
        Assert.Throws<ArgumentException>(() => Setup.Split([1, 2], "a", "b"));
    }

    private static void AssertClose(Tensor actual, Tensor expected) => Tensors.AssertClose(actual, expected, 1e-5, "the output");

    private void AssertSame(Setup setup, AdapterPlan expected)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        foreach (var purpose in Enum.GetValues<PlanPurpose>())
        {
            using var plan = backbone.Compile(setup, tasks, purpose);
            AssertClose(backbone.Encode(batch, plan), backbone.Encode(batch, expected));
        }
    }

    private void AssertRefused(string reason, Setup setup) => Assert.Contains(
        reason, Assert.Throws<ArgumentException>(() => backbone.Compile(setup, tasks).Dispose()).Message, StringComparison.Ordinal);

    private TaskAdapter AddLora(string name, int seed, params string[] points) => Add(
        name,
        new AdapterConfig(LoraAdapter.Variant)
        {
            Points = points.Length > 0 ? points : ["attention.q", "attention.v"],
            TuneNorms = false,
        },
        seed);

    private TaskAdapter AddBottleneck(string name, int width, int seed, AdapterPlacement placement = AdapterPlacement.Sequential) => Add(
        name,
        new AdapterConfig(BottleneckAdapter.Variant)
        {
            Options = new BottleneckOptions { Bottleneck = width },
            Placement = placement,
            TuneNorms = false,
        },
        seed);

    private TaskAdapter Add(string name, AdapterConfig config, int seed)
    {
        var task = AnyTask.Named(name).On(backbone).Create(backbone, config);
        tasks.Add(task);
        using var frozen = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var parameter in task.parameters())
            parameter.normal_(0, 0.3, generator);

        return task;
    }
}
