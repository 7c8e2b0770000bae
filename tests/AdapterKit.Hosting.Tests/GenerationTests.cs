namespace AdapterKit.Hosting.Tests;

/// <summary>A host changes by generations: the next one is built beside the current one, and only then takes its place.</summary>
public sealed class GenerationTests : IDisposable
{
    private readonly PluginsFolder plugins = new();
    private readonly TinyBackbone backbone = new();

    public GenerationTests()
    {
        plugins.Add("North", backbone);
        plugins.Add("South", backbone);
    }

    public void Dispose()
    {
        plugins.Dispose();
        backbone.Dispose();
    }

    [Fact]
    public void A_lease_keeps_its_tasks_while_others_already_get_the_next_ones()
    {
        using var host = Load();
        using var before = host.Lease();
        var answer = Answer(before, "north");
        Retrain("North");

        host.Refresh();

        using var after = host.Lease();
        Assert.Equal(before.Generation + 1, after.Generation);
        Assert.Equal(answer, Answer(before, "north"));
        Assert.NotEqual(answer, Answer(after, "north"));
        Assert.Same(Find(before, "south"), Find(after, "south"));
    }

    [Fact]
    public void A_released_task_throws_and_a_leased_one_is_released_with_its_lease()
    {
        using var host = Load();
        var lease = host.Lease();
        var task = Find(lease, "north");
        Retrain("North");
        host.Refresh();
        Assert.NotNull(new TaskPredictor(task).Predict(["still there"]));

        lease.Dispose();

        Assert.Throws<ObjectDisposedException>(() => new TaskPredictor(task).Predict(["gone"]));
    }

    public static TheoryData<string> Breakages => ["bit", "files", "code", "weights", "deleted"];

    [Theory]
    [MemberData(nameof(Breakages))]
    public void A_broken_update_changes_nothing_and_says_why(string breakage)
    {
        using var host = Load();
        using var before = host.Lease();
        Break("North", breakage);

        host.Refresh();

        Assert.Equal([PluginState.Active, PluginState.Active], host.Plugins.Select(plugin => plugin.State));
        var update = host.Plugins[0].RefusedUpdate!;
        Assert.True(update.IsRefused);
        Assert.NotEmpty(update.Reason);
        using var after = host.Lease();
        Assert.Same(Find(before, "north"), Find(after, "north"));

        Directory.Delete(plugins.PathOf("North"), recursive: true);
        plugins.Add("North", backbone);
        host.Refresh();
        Assert.Null(host.Plugins[0].RefusedUpdate);
        Assert.Equal(PluginState.Active, host.Plugins[0].State);
    }

    [Fact]
    public void A_newcomer_with_a_name_that_is_taken_does_not_put_the_first_one_out_of_service()
    {
        using var host = Load();
        plugins.Add("Usurper", backbone, task: "north");

        host.Refresh();

        Assert.Equal([PluginState.Active, PluginState.Active, PluginState.Duplicate], host.Plugins.Select(plugin => plugin.State));
        Assert.Equal(["north", "south"], host.Tasks.Select(task => task.Id));
    }

    [Fact]
    public void A_fusion_keeps_the_members_that_it_was_trained_with_while_their_name_moves_on()
    {
        plugins.AddFused("Compass", backbone, "North", "South");
        using var host = Load();
        var (compass, member) = (Answer(host, "compass"), host.Tasks.Single(task => task.Id == "north"));
        var answer = Answer(host, "north");
        Retrain("North");

        host.Refresh();

        Assert.All(host.Plugins, plugin => Assert.Equal((PluginState.Active, ""), (plugin.State, plugin.Reason)));
        Assert.Equal(compass, Answer(host, "compass"));
        Assert.NotEqual(answer, Answer(host, "north"));
        Assert.NotSame(member, host.Tasks.Single(task => task.Id == "north"));
        Assert.NotNull(new TaskPredictor(member).Predict(["still a member"]));

        Directory.Delete(plugins.PathOf("Compass"), recursive: true);
        host.Refresh();
        Assert.Throws<ObjectDisposedException>(() => new TaskPredictor(member).Predict(["gone"]));
    }

    [Fact]
    public void What_is_staged_is_not_served_before_it_is_activated_and_once_only()
    {
        using var host = Load();
        var answer = Answer(host, "north");
        Retrain("North");

        host.Stage().Dispose();
        using var staged = host.Stage();
        using var late = host.Stage();
        Assert.Equal(answer, Answer(host, "north"));

        staged.Activate();
        Assert.NotEqual(answer, Answer(host, "north"));
        Assert.Throws<InvalidOperationException>(staged.Activate);
        Assert.Throws<InvalidOperationException>(late.Activate);
    }

    [Fact]
    public void A_host_that_keeps_the_previous_generation_goes_back_and_forth()
    {
        using var host = PluginHost.Load(plugins.Root, backbone, new() { KeepsPrevious = true });
        Assert.Throws<InvalidOperationException>(host.Rollback);
        var first = Answer(host, "north");
        Retrain("North");
        host.Refresh();
        var second = Answer(host, "north");

        host.Rollback();
        Assert.Equal(first, Answer(host, "north"));
        host.Rollback();
        Assert.Equal(second, Answer(host, "north"));

        using var forgetful = Load();
        forgetful.Refresh();
        Assert.Throws<InvalidOperationException>(forgetful.Rollback);
    }

    [Fact]
    public void Generations_are_listed_with_their_leases_until_the_last_one_ends()
    {
        using var host = PluginHost.Load(plugins.Root, backbone, new() { KeepsPrevious = true });
        var tasks = host.Tasks.Count;
        Assert.Equal([new(1, GenerationState.Served, 0, tasks)], host.Generations);
        var lease = host.Lease();
        Assert.Equal([new(1, GenerationState.Served, 1, tasks)], host.Generations);

        host.Refresh();
        host.Refresh();
        Assert.Equal(
            [new(3, GenerationState.Served, 0, tasks), new(2, GenerationState.Kept, 0, tasks), new(1, GenerationState.Ending, 1, tasks)],
            host.Generations);

        lease.Dispose();
        Assert.Equal([3, 2], host.Generations.Select(generation => generation.Number));
    }

    [Fact]
    public void An_active_task_says_what_weights_it_has_and_how_large_they_are()
    {
        using var host = Load();
        var task = host.Tasks.First(task => task.Id == "north");
        var status = host.Plugins.SelectMany(plugin => plugin.TaskStates).First(status => status.Id == "north");

        Assert.Equal(task.WeightsHash, status.WeightsHash);
        // A file of weights is the size of its header, the header, and the weights.
        var file = File.ReadAllBytes(plugins.PathOf("North", "north", "adapter.safetensors"));
        Assert.Equal(file.Length - sizeof(long) - BitConverter.ToInt64(file), status.WeightsSize);
    }

    [Fact]
    public void Files_may_be_overwritten_while_the_host_reads_them_and_while_it_runs()
    {
        using var host = Load();
        var weights = plugins.PathOf("North", "north", "adapter.safetensors");
        File.WriteAllBytes(weights, new byte[10]);
        host.Refresh();
        Assert.InRange(Answer(host, "north"), 0, 1);
    }

    [Fact]
    public async Task Swaps_under_load_lose_no_answer_and_mix_no_versions()
    {
        plugins.AddFused("Compass", backbone, "North", "South");
        using var host = Load();
        var known = new System.Collections.Concurrent.ConcurrentDictionary<(int, string), double>();
        using var done = new CancellationTokenSource();
        var load = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            do
            {
                using var lease = host.Lease();
                Assert.Equal(3, lease.Tasks.Count);
                foreach (var task in lease.Tasks.Select(task => task.Id))
                    Assert.Equal(known.GetOrAdd((lease.Generation, task), Answer(lease, task)), Answer(lease, task));
            }
            while (!done.IsCancellationRequested);
        })).ToList();

        for (var swap = 0; swap < 10; swap++)
        {
            if (swap % 2 == 0)
                Retrain("North");
            else
                Break("North", swap % 4 == 1 ? "bit" : "weights");

            host.Refresh();
        }

        await done.CancelAsync();
        await Task.WhenAll(load);
        Assert.Equal(["compass", "north", "south"], host.Tasks.Select(task => task.Id));
    }

    private static TaskAdapter Find(TaskLease lease, string id) => lease.Tasks.Single(task => task.Id == id);

    private static double Answer(TaskLease lease, string id)
    {
        var answers = lease.Predict([Find(lease, id)], [new("where to?")])[0];
        return answers.Predictions[id].Parts[0].Probability!.Value;
    }

    private static double Answer(PluginHost host, string id)
    {
        using var lease = host.Lease();
        return Answer(lease, id);
    }

    private PluginHost Load() => PluginHost.Load(plugins.Root, backbone);

    private void Retrain(string name)
    {
        Directory.Delete(plugins.PathOf(name), recursive: true);
        plugins.Add(name, backbone);
    }

    private void Break(string name, string breakage)
    {
        switch (breakage)
        {
            case "bit":
                plugins.FlipByte(name, name + ".dll");
                break;
            case "files":
                File.WriteAllText(plugins.PathOf(name, "stray.txt"), "not listed");
                break;
            case "deleted":
                File.Delete(plugins.PathOf(name, "plugin.json"));
                break;
            case "weights":
                plugins.FlipByte(name, name.ToLowerInvariant(), "adapter.safetensors");
                plugins.Pin(name);
                break;
            default:
                Directory.Delete(plugins.PathOf(name), recursive: true);
                plugins.Add(name, backbone, image: PluginCompiler.Task(
                    name, name.ToLowerInvariant(), "public override Tensor Head(Tensor f) => throw new Exception();"));
                break;
        }
    }
}
