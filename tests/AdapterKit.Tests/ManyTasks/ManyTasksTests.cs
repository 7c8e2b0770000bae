using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Several tasks in one pass give what each gives alone.</summary>
public sealed class ManyTasksTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Side_by_side_each_task_answers_as_it_does_alone(int seed)
    {
        using var world = new World(seed);
        var branches = new HashSet<Setup>();
        for (var wanted = world.Any.Next(2, 7); branches.Count < wanted;)
            branches.Add(world.Tasks.Branch());

        world.AssertEqualsAlone(Setup.Parallel([.. branches]), branches, (texts, _) => texts);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void In_a_mixed_batch_each_row_is_answered_as_it_is_alone(int seed)
    {
        using var world = new World(seed);
        var rows = Enumerable.Range(0, World.Texts).Select(_ => world.Any.Next(5) == 0 ? Setup.Bare : world.Tasks.Branch()).ToList();
        world.AssertEqualsAlone(
            Setup.BatchSplit(rows),
            rows.Distinct(),
            (texts, branch) =>
                texts.index_select(0, rows.Index().Where(row => row.Item == branch).Select(row => (long)row.Index).ToArray()));
    }

    [Fact]
    public void Layers_below_the_first_adapter_see_each_text_once()
    {
        manual_seed(1);
        using var backbone = TinyBert.Load();
        var upper = new AdapterConfig(BottleneckAdapter.Variant) { Drop = DropSet.FirstLayers(2), Points = ["feed_forward"] };
        using var a = AnyTask.Named("a").Create(backbone, upper);
        using var b = AnyTask.Named("b").Create(backbone, upper);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        using var plan = backbone.Compile(Setup.Parallel("a", "b"), [a, b]);

        Assert.Equal(2, plan.FirstLayer);
        Assert.Equal([2, 2, 2, 4], RowsSeen(backbone, () => backbone.Encode(batch, plan).Dispose()));
    }

    [Fact]
    public void Tasks_that_change_nothing_leave_the_rows_as_they_are()
    {
        using var backbone = TinyBert.Load();
        using var a = AnyTask.Named("a").Create(backbone, AnyTask.Declared.Config.HeadOnly());
        using var b = AnyTask.Named("b").Create(backbone, AnyTask.Declared.Config.HeadOnly());
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        using var plan = backbone.Compile(Setup.Parallel("a", "b"), [a, b]);
        using var hidden = backbone.Encode(batch, plan);
        using var bare = backbone.Encode(batch);
        using var answers = backbone.Forward(batch, plan);
        using var alone = b.Forward(batch);

        Assert.True(hidden.equal(bare).all().ToBoolean());
        a.eval();
        b.eval();
        Assert.Equal(4, plan.FirstLayer);
        Assert.Equal(alone.shape, answers["b"].shape);
    }

    [Fact]
    public void A_pass_of_many_tasks_leaves_no_tensor_behind()
    {
        using var world = new World(seed: 3);
        var rows = Enumerable.Range(0, World.Texts).Select(_ => world.Tasks.Branch()).ToList();
        using var split = world.Backbone.Compile(Setup.BatchSplit(rows), world.Tasks.All);
        Setup setup = Setup.Parallel([.. world.Tasks.All.Select(task => Setup.Of(task.Id))]);
        using var parallel = world.Backbone.Compile(setup, world.Tasks.All);
        using var batch = world.Tasks.Texts(World.Texts);
        NativeTensors.NoneLeftBehind(() => world.Backbone.Forward(batch, split).Dispose());
        NativeTensors.NoneLeftBehind(() => world.Backbone.Forward(batch, parallel).Dispose());
        NativeTensors.NoneLeftBehind(() =>
        {
            using var folded = world.Backbone.Compile(setup, world.Tasks.All, PlanPurpose.Inference);
            world.Backbone.Forward(batch, folded).Dispose();
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(1000)]
    public void Texts_of_any_number_are_answered_in_their_order(int tokens)
    {
        using var world = new World(seed: 2);
        using var inference = inference_mode();
        using var plan = world.Backbone.Compile(Setup.Parallel("task0", "task1"), world.Tasks.All);
        int[][] texts = [.. Enumerable.Range(0,
            9).Select(_ => Enumerable.Range(0, world.Any.Next(1, 9)).Select(_ => world.Any.Next(1, 101)).ToArray())];
        using var batch = TokenBatch.Pad(texts, padId: 0);
        using var together = world.Backbone.Forward(batch, plan);
        NativeTensors.NoneLeftBehind(() => world.Backbone.Forward(texts, plan, padId: 0, tokens).Dispose());
        using var grouped = world.Backbone.Forward(texts, plan, padId: 0, tokens);

        Tensors.AssertClose(grouped["task1"], together["task1"], 1e-5 * Math.Max(1, together["task1"].abs().max().ToDouble()));
    }

    [Fact]
    public void A_batch_of_another_number_of_rows_is_refused()
    {
        using var world = new World(seed: 1);
        using var plan = world.Backbone.Compile(Setup.BatchSplit("task0", "task1"), world.Tasks.All);
        using var batch = world.Tasks.Texts(3);

        Assert.StartsWith(
            "The plan was compiled for 2 rows, but the batch has 3.",
            Assert.Throws<ArgumentException>(() => world.Backbone.Encode(batch, plan)).Message,
            StringComparison.Ordinal);
    }

    private static List<long> RowsSeen(Backbone backbone, Action call)
    {
        var seen = new List<long>();
        var hooks = backbone.Encoder.Layers.Select(layer => layer.register_forward_hook((_, input, _, output) =>
        {
            seen.Add(input.size(0));
            return output;
        })).ToList();
        call();
        hooks.ForEach(hook => hook.remove());
        return seen;
    }

    private sealed class World : IDisposable
    {
        public const int Texts = 7;

        public World(int seed)
        {
            manual_seed(seed);
            Any = new Random(seed);
            Backbone = (seed % 3) switch
            {
                0 => TinyBert.Load(),
                1 => new PreNormBackbone(isSandwich: seed % 2 == 0),
                _ => new TinyDecoder(),
            };
            Tasks = new RandomTasks(Backbone, Any);
        }

        public Random Any { get; }

        public Backbone Backbone { get; }

        public RandomTasks Tasks { get; }

        public void AssertEqualsAlone(Setup setup, IEnumerable<Setup> branches, Func<Tensor, Setup, Tensor> rowsOf)
        {
            using var scope = NewDisposeScope();
            using var inference = inference_mode();
            using var batch = Tasks.Texts(Texts);
            using var live = Backbone.Compile(setup, Tasks.All);
            using var folded = Backbone.Compile(setup, Tasks.All, PlanPurpose.Inference);
            using var answers = Backbone.Forward(batch, live);
            using var foldedAnswers = Backbone.Forward(batch, folded);
            foreach (var branch in branches.Where(branch => branch != Setup.Bare))
            {
                using var alone = Backbone.Compile(branch, Tasks.All);
                using var expected = Backbone.Forward(batch, alone);
                var size = Math.Max(1, expected[branch].abs().max().ToDouble());
                Tensors.AssertClose(answers[branch], rowsOf(expected[branch], branch), 1e-5 * size, $"{branch} in {setup}");
                Tensors.AssertClose(foldedAnswers[branch], rowsOf(expected[branch], branch), 1e-5 * size, $"{branch} in folded {setup}");
            }
        }

        public void Dispose()
        {
            Tasks.Dispose();
            Backbone.Dispose();
        }
    }
}
