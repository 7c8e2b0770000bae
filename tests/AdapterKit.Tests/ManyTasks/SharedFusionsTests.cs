using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Fused tasks on the same texts: where their rows part, what their members make of them is computed once.</summary>
public sealed class SharedFusionsTests
{
    private static readonly FusionOptions[] Options =
    [
        new(),
        new() { QueryBeforeNorm = true },
        new() { ResidualThroughValue = true, Key = false },
        new() { Numerics = FusionNumerics.ScaledDotProduct },
    ];

    public static IEnumerable<object[]> Forms =>
        from placement in Enum.GetValues<AdapterPlacement>()
        from option in Enumerable.Range(0, Options.Length)
        from preNorm in new[] { false, true }
        select new object[] { placement, option, preNorm };

    [Theory]
    [MemberData(nameof(Forms))]
    public void Common_members_are_computed_once_and_every_task_answers_as_it_does_alone(
        AdapterPlacement placement, int option, bool preNorm)
    {
        using var world = new World(placement, preNorm);
        var first = world.Fuse("first", Options[option], "a", "b", "c");
        var second = world.Fuse("second", new FusionOptions(), "d", "b", "a");
        using var pruned = world.Pruned("pruned", "c", "d");
        TaskAdapter[] tasks = [.. world.Members, first, second, pruned];
        using var plan = world.Compile(Setup.Parallel("a", "first", "second", "pruned"), tasks);

        var where = plan.FirstSite;
        var parts = Assert.IsType<BranchedSite>(plan[where]).Programs;
        Assert.Equal(4, Assert.IsType<SharedFusions>(parts[^1]).Members);
        Assert.Equal(2, parts.Count);
        Assert.DoesNotContain(Assert.IsType<BranchedSite>(plan[where + 1]).Programs, part => part is SharedFusions);
        world.AssertAnswersAsAlone(plan, tasks[^3..]);
    }

    [Fact]
    public void Rows_of_a_mixed_batch_have_nothing_in_common()
    {
        using var world = new World(AdapterPlacement.Pfeiffer, preNorm: false);
        TaskAdapter[] tasks =
            [.. world.Members, world.Fuse("first", new FusionOptions(), "a", "b"), world.Fuse("second", new FusionOptions(), "b", "a")];
        using var plan = world.Compile(Setup.BatchSplit("first", "second"), tasks);

        Assert.All(Assert.IsType<BranchedSite>(plan[plan.FirstSite]).Programs, part => Assert.IsType<StackedSite>(part));
    }

    [Fact]
    public void A_folded_plan_of_fusions_leaves_no_tensor_behind()
    {
        using var world = new World(AdapterPlacement.Pfeiffer, preNorm: false);
        TaskAdapter[] tasks =
            [.. world.Members, world.Fuse("first", new FusionOptions(), "a", "b"), world.Fuse("second", new FusionOptions(), "b", "c")];
        NativeTensors.NoneLeftBehind(() =>
        {
            using var plan = world.Compile(Setup.Parallel("first", "second"), tasks);
            world.Backbone.Forward(world.Batch, plan).Dispose();
        });
    }

    private sealed class World : IDisposable
    {
        private readonly List<TaskAdapter> fused = [];

        public World(AdapterPlacement placement, bool preNorm)
        {
            manual_seed(1);
            Backbone = preNorm ? new PreNormBackbone(isSandwich: placement == AdapterPlacement.Pfeiffer) : TinyBert.Load();
            var config = new AdapterConfig(BottleneckAdapter.Variant)
            {
                Placement = placement,
                TuneNorms = false,
                Drop = DropSet.FirstLayers(1),
                Options = new BottleneckOptions { Bottleneck = 4 },
            };
            Members = [.. new[] { "a", "b", "c", "d" }.Select(name => Random(AnyTask.Named(name).Create(Backbone, config)))];
        }

        public Backbone Backbone { get; }

        public TaskAdapter[] Members { get; }

        public TokenBatch Batch { get; } = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);

        public TaskAdapter Fuse(string name, FusionOptions options, params string[] members)
        {
            var sources = members.Select(member => Members.Single(task => task.Id == member)).ToList();
            var setup = Setup.Fuse([.. members.Select(Setup.Of)]);
            fused.Add(
                Random(AnyTask.Named(name).Create(Backbone, sources, AdapterConfig.Fused(new FusionConfig(setup) { Options = options }))));
            return fused[^1];
        }

        // Listens to one member alone.
        public TaskAdapter Pruned(string name, params string[] members)
        {
            var whole = Fuse(name, new FusionOptions(), members);
            var attention = Backbone.Encoder.Sites.Where(site => site.Layer > 0 && whole.Config.FindSet(site) is not null)
                .Select(site => new SiteAttention(site, [.. members.Select(Setup.Of)], [0.9, 0.1])).ToList();
            return FusionPruner.Prune(whole, attention, keep: 1);
        }

        public AdapterPlan Compile(Setup setup, IReadOnlyList<TaskAdapter> tasks) => Backbone.Compile(setup, tasks, PlanPurpose.Inference);

        public void AssertAnswersAsAlone(AdapterPlan plan, IReadOnlyList<TaskAdapter> tasks)
        {
            using var inference = inference_mode();
            using var answers = Backbone.Forward(Batch, plan);
            foreach (var task in tasks)
            {
                using var alone = task.Forward(Batch);
                Tensors.AssertClose(answers[task.Id], alone, 1e-5 * Math.Max(1, alone.abs().max().ToDouble()), task.Id);
            }
        }

        public void Dispose()
        {
            Batch.Dispose();
            fused.ForEach(task => task.Dispose());
            foreach (var member in Members)
                member.Dispose();

            Backbone.Dispose();
        }

        private static TaskAdapter Random(TaskAdapter task)
        {
            using var frozen = no_grad();
            foreach (var parameter in task.parameters())
            {
                nn.init.normal_(parameter, 0, 0.2);
                parameter.requires_grad = false;
            }

            task.eval();
            return task;
        }
    }
}
