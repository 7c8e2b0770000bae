namespace AdapterKit.Tests;

/// <summary>What merging promises, whatever the numbers are; those of PEFT are compared where its folders are read.</summary>
public sealed class MergeTests : IDisposable
{
    private static readonly string[] Points = ["attention.q", "feed_forward.fc1"];

    private readonly BertModel backbone = TinyBert.Load();
    private readonly List<TaskAdapter> created = [];

    public void Dispose()
    {
        created.ForEach(task => task.Dispose());
        backbone.Dispose();
    }

    [Fact]
    public void Side_by_side_the_change_is_the_weighted_sum_of_the_changes()
    {
        var (a, b) = (CreateLora("a", rank: 4, seed: 1), CreateLora("b", rank: 2, seed: 2));

        var merged = Merge(MergeMethod.Concatenate, new(a, 0.7), new(b, -0.4));

        Assert.All(SitesOf(merged), site => AssertClose(ChangeAt(merged, site), (0.7 * ChangeAt(a, site)) - (0.4 * ChangeAt(b, site))));
    }

    [Fact]
    public void A_decomposition_of_full_rank_is_the_weighted_sum_and_a_smaller_one_the_closest()
    {
        var (a, b) = (CreateLora("a", rank: 4, seed: 1), CreateLora("b", rank: 2, seed: 2));
        WeightedTask[] tasks = [new(a, 0.7), new(b, -0.4)];

        var whole = Merge(new MergeOptions { Decompose = true, Rank = 6 }, tasks);
        var small = Merge(new MergeOptions { Decompose = true, Rank = 3 }, tasks);

        using var scope = NewDisposeScope();
        foreach (var site in SitesOf(whole))
        {
            var sum = (0.7 * ChangeAt(a, site)) - (0.4 * ChangeAt(b, site));
            AssertClose(ChangeAt(whole, site), sum);

            // Eckart and Young: what is left has the singular values that were left out.
            var left = linalg.svdvals(sum).narrow(0, 3, 3).square().sum().sqrt();
            Assert.Equal(left.ToDouble(), (ChangeAt(small, site) - sum).norm().ToDouble(), 1e-4);
        }
    }

    [Fact]
    public void A_task_without_an_adapter_at_a_product_adds_nothing_there()
    {
        var (a, b) = (CreateLora("a", rank: 4, seed: 1), CreateLora("b", rank: 4, seed: 2, drop: DropSet.FirstLayers(2)));

        var merged = Merge(MergeMethod.Concatenate, new(a), new(b, 0.5));

        Assert.Equal(SitesOf(a), SitesOf(merged));
        var low = SitesOf(a)[0];
        AssertClose(ChangeAt(merged, low), ChangeAt(a, low));
        Assert.Equal(4, ((IBottleneck)merged.AdapterAt(low)!).Down.out_features);
        Assert.Equal(8, ((IBottleneck)merged.AdapterAt(SitesOf(a)[^1])!).Down.out_features);
    }

    [Theory]
    [InlineData(MergeMethod.Linear)]
    [InlineData(MergeMethod.Concatenate)]
    [InlineData(MergeMethod.Ties)]
    [InlineData(MergeMethod.MagnitudePrune)]
    [InlineData(MergeMethod.DareLinear)]
    [InlineData(MergeMethod.DareTies)]
    public void A_task_alone_and_unpruned_stays_what_it_is(MergeMethod method)
    {
        var task = CreateLora("a", rank: 4, seed: 1);

        var merged = Merge(new MergeOptions { Method = method, Density = 1 }, new WeightedTask(task));

        Assert.All(SitesOf(task), site => AssertClose(ChangeAt(merged, site), ChangeAt(task, site)));
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var batch = TokenBatch.Pad([[1, 2, 3], [4, 5]], padId: 0);
        AssertClose(merged.Forward(batch), task.Forward(batch));
    }

    /// <summary>Yadav et al. 2023, algorithm 1, entry by entry.</summary>
    [Theory]
    [InlineData(MajoritySign.Total)]
    [InlineData(MajoritySign.Frequency)]
    public void Ties_averages_the_values_of_the_elected_sign(MajoritySign sign)
    {
        var tasks = Enumerable.Range(0, 3).Select(seed => CreateLora($"t{seed}", rank: 4, seed)).ToList();
        var merged = Merge(
            new MergeOptions { Method = MergeMethod.Ties, Density = 0.5, MajoritySign = sign },
            [.. tasks.Select(task => new WeightedTask(task))]);
        var site = SitesOf(merged)[0];
        var values = tasks.Select(task => Trim(((IBottleneck)task.AdapterAt(site)!).Down.weight)).ToList();
        var actual = ((IBottleneck)merged.AdapterAt(site)!).Down.weight.data<float>().ToArray();

        for (var index = 0; index < actual.Length; index++)
        {
            var entry = values.Select(task => task[index]).ToList();
            var elected = Math.Sign(sign == MajoritySign.Total ? entry.Sum() : entry.Sum(value => Math.Sign(value)));
            var chosen = entry.Where(value => Math.Sign(value) == elected).ToList();
            Assert.Equal(chosen.Count == 0 ? 0 : chosen.Sum() / chosen.Count * Math.Sqrt(2), actual[index], 1e-5);
        }

        static double[] Trim(Tensor weight)
        {
            var all = weight.data<float>().Select(value => (double)value).ToArray();
            var least = all.Select(Math.Abs).OrderDescending().ElementAt((all.Length / 2) - 1);
            return [.. all.Select(value => Math.Abs(value) >= least ? value : 0)];
        }
    }

    [Fact]
    public void Dare_drops_by_the_seed_and_keeps_the_expectation()
    {
        var task = CreateLora("a", rank: 8, seed: 1);
        var site = SitesOf(task)[0];
        var options = new MergeOptions { Method = MergeMethod.DareLinear, Density = 0.25 };
        using var scope = NewDisposeScope();

        var first = DownAt(Merge(options, new WeightedTask(task)), site);
        var again = DownAt(Merge(options, new WeightedTask(task)), site);
        var other = DownAt(Merge(options with { Seed = 2 }, new WeightedTask(task)), site);

        Assert.True(first.equal(again).all().ToBoolean());
        Assert.False(first.equal(other).all().ToBoolean());
        var kept = first.ne(0);
        Assert.InRange(kept.to_type(ScalarType.Float32).mean().ToDouble(), 0.15, 0.35);
        AssertClose(first[kept], (DownAt(task, site) * (Math.Sqrt(2) / 0.25))[kept]);
    }

    [Fact]
    public void An_average_is_that_of_every_parameter_the_head_included()
    {
        var config = AnyTask.Declared.Config;
        var (a, b) = (Create("a", config, seed: 1), Create("b", config, seed: 2));

        var merged = Merge(MergeMethod.Average, new(a, 3), new(b, 1));

        var others = b.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        var mine = a.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        Assert.Contains(mine.Keys, name => name.StartsWith("head.", StringComparison.Ordinal));
        using var scope = NewDisposeScope();
        Assert.All(
            merged.named_parameters(),
            entry => AssertClose(entry.parameter, (0.75 * mine[entry.name]) + (0.25 * others[entry.name])));
    }

    [Fact]
    public void What_cannot_be_merged_is_refused_with_a_way_out()
    {
        var (lora, other) = (CreateLora("a", rank: 4, seed: 1), CreateLora("b", rank: 2, seed: 2));
        var bottleneck = Create("c", AnyTask.Declared.Config, seed: 3);
        var dora = Create("d", new AdapterConfig(DoraAdapter.Variant) { Points = Points, TuneNorms = false }, seed: 4);

        AssertRefused("needs equal ones", MergeMethod.Linear, new(lora), new(other));
        AssertRefused("is no product of a sub-layer", MergeMethod.Linear, new(lora), new(bottleneck));
        AssertRefused("no product of two matrices", MergeMethod.Concatenate, new(lora), new(dora));
        AssertRefused("different adapters", MergeMethod.Average, new(lora), new(other));
        AssertRefused("add up to zero", MergeMethod.Average, new(lora), new(lora, -1));
        AssertRefused("must be a number", MergeMethod.Concatenate, new WeightedTask(lora, double.NaN));
        AssertRefused("no task", MergeMethod.Linear);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MergeOptions { Density = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MergeOptions { Rank = 0 });
        Assert.Contains(
            "is declared with 'bottleneck'",
            Assert.Throws<ArgumentException>(
                () => AdapterMerger.Merge([new(lora)], declaration: AnyTask.Named("e").On(backbone)).Dispose()).Message,
            StringComparison.Ordinal);
    }

    private static List<ProjectionSite> SitesOf(TaskAdapter task) =>
        [.. task.Backbone.Encoder.ProjectionSites.Where(site => task.AdapterAt(site) is not null)];

    private static TorchSharp.Modules.Parameter DownAt(TaskAdapter task, ProjectionSite site) =>
        ((IBottleneck)task.AdapterAt(site)!).Down.weight;

    private static Tensor ChangeAt(TaskAdapter task, ProjectionSite site)
    {
        var change = (IBottleneck)task.AdapterAt(site)!;
        return change.Up.weight.mm(change.Down.weight) * (change.Scaling?.Value ?? 1);
    }

    private static void AssertClose(Tensor actual, Tensor expected)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((actual - expected).abs().max().ToDouble(), 0, 1e-5);
    }

    private static void AssertRefused(string reason, MergeMethod method, params WeightedTask[] tasks) => Assert.Contains(
        reason,
        Assert.Throws<ArgumentException>(() => AdapterMerger.Merge(tasks, new MergeOptions { Method = method }).Dispose()).Message,
        StringComparison.Ordinal);

    private TaskAdapter Merge(MergeMethod method, params WeightedTask[] tasks) => Merge(new MergeOptions { Method = method }, tasks);

    private TaskAdapter Merge(MergeOptions options, params WeightedTask[] tasks)
    {
        var merged = AdapterMerger.Merge(tasks, options);
        created.Add(merged);
        return merged;
    }

    // With a scaling of 2, so that forgetting it would be seen.
    private TaskAdapter CreateLora(string name, int rank, int seed, DropSet? drop = null) => Create(
        name,
        new AdapterConfig(LoraAdapter.Variant)
        {
            Options = new LoraOptions { Rank = rank, Alpha = 2 * rank },
            Points = Points,
            TuneNorms = false,
            Drop = drop ?? DropSet.None,
        },
        seed);

    private TaskAdapter Create(string name, AdapterConfig config, int seed)
    {
        var task = AnyTask.Named(name).With(config).On(backbone).Create(backbone);
        created.Add(task);
        using var frozen = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var parameter in task.parameters())
            parameter.normal_(0, 0.3, generator);

        return task;
    }
}
