using System.Text;
using AdapterKit.Hosting;
using AdapterKit.Testing;

namespace AdapterKit.Cluster.Tests;

/// <summary>Silos that answer for one another.</summary>
public sealed class ClusterTests
{
    [Fact]
    public async Task A_row_is_answered_where_its_task_is()
    {
        var (one, other) = (new FakeSilo("one", "spam", "both"), new FakeSilo("other", "reply", "both"));
        await using var cluster = await FakeCluster.StartAsync(null, one, other);
        await cluster.UntilOthersAsync(0, 1);

        DispatchRow[] rows = [Row("reply", "a"), Row("spam", "b"), Row("both", "c"), Row("reply", "d"), Row(null, "e")];
        var results = await cluster.At(0).RunAsync(rows);

        Assert.Equal(["other a", "one b", "one c", "other d"], results.Take(4).Select(Describe));
        Assert.Equal([1, 2], results[4].Embedding.ToArray());
        Assert.Equal(2, other.Rows.Count);
        var remote = results[0];
        Assert.Equal((3, 7, "sha256:weights"), (remote.Tokens, remote.Generation, remote.WeightsHash));
        Assert.True(remote.Prediction!.IsTruncated);
        Assert.Equal([new PredictedPart("a", 0.5), new PredictedPart("other", null)], remote.Prediction.Parts);
        Assert.Equal("reply", Assert.Single(cluster.At(0).RemoteTasks).Id);
    }

    [Fact]
    public async Task What_is_wrong_elsewhere_is_said_here()
    {
        var (one, other) = (new FakeSilo("one"), new FakeSilo("other", "reply"));
        await using var cluster = await FakeCluster.StartAsync(null, one, other);
        await cluster.UntilOthersAsync(0, 1);

        Assert.Equal(RowState.NotFound, (await cluster.At(0).RunAsync([Row("nothing", "a")]))[0].State);
        var poor = await Assert.ThrowsAsync<DispatchRejectedException>(() => cluster.At(0).RunAsync([Row("reply", "a")], "poor"));
        Assert.Equal((RejectionReason.RateLimited, 3), (poor.Reason, (int)poor.RetryAfter.TotalSeconds));
        var broken = (await cluster.At(0).RunAsync([Row("reply", "throw")]))[0];
        Assert.Equal((RowState.Failed, null), (broken.State, broken.Prediction));
        Assert.DoesNotContain("secret", broken.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_there_is_no_time_for_is_passed_on()
    {
        var (one, other) = (new FakeSilo("one", "both") { QueuedTokens = 1000 }, new FakeSilo("other", "both"));
        await using var cluster = await FakeCluster.StartAsync(null, one, other);
        await cluster.UntilOthersAsync(0, 1);
        await cluster.UntilOthersAsync(1, 1);
        one.Rejection = new DispatchRejectedException(RejectionReason.Overloaded, TimeSpan.FromSeconds(1), "full");

        Assert.Equal("other a", Describe((await cluster.At(0).RunAsync([Row("both", "a")]))[0]));
        other.Rejection = one.Rejection;
        await Assert.ThrowsAsync<DispatchRejectedException>(() => cluster.At(0).RunAsync([Row("both", "a")]));
    }

    [Fact]
    public async Task Rows_of_a_silo_that_dies_are_answered_by_another_and_the_placement_heals()
    {
        FakeSilo[] silos = [new("asking"), new("first", "reply"), new("second", "reply")];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 2);
        (silos[1].Hangs, silos[2].Hangs) = (true, true);
        var waiting = cluster.At(0).RunAsync([Row("reply", "a")], timeout: TimeSpan.FromSeconds(50));
        await FakeCluster.UntilAsync(() => silos[1].Rows.Count + silos[2].Rows.Count > 0, "rows");
        var dying = silos[1].Rows.IsEmpty ? 2 : 1;
        silos[3 - dying].Hangs = false;

        await cluster.KillAsync(dying);

        Assert.Equal($"{silos[3 - dying].Name} a", Describe((await waiting)[0]));
        await cluster.UntilOthersAsync(0, 1);
        await cluster.UntilOthersAsync(3 - dying, 1);
        Assert.Equal($"{silos[3 - dying].Name} b", Describe((await cluster.At(0).RunAsync([Row("reply", "b")]))[0]));
    }

    [Fact]
    public async Task A_new_silo_is_found_and_the_tasks_of_one_that_left_are_gone()
    {
        FakeSilo[] silos = [new("one", "spam"), new("other", "spam")];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.AddAsync(new FakeSilo("new", "reply"));
        await cluster.UntilOthersAsync(0, 2);
        Assert.Equal("new a", Describe((await cluster.At(0).RunAsync([Row("reply", "a")]))[0]));

        await cluster.KillAsync(2);
        await cluster.UntilOthersAsync(0, 1);
        Assert.Equal(RowState.NotFound, (await cluster.At(0).RunAsync([Row("reply", "a")]))[0].State);
    }

    [Fact]
    public async Task Weights_that_one_silo_publishes_come_to_all_with_the_same_plugin()
    {
        using var folder = new TemporaryFolder();
        var content = Encoding.UTF8.GetBytes("weights");
        var hash = ContentHash.Compute(content);
        FakeSilo[] silos = [new("one", "spam"), new("same", "spam"), new("newer", "spam") { Plugin = "sha256:newer" }];
        await using var cluster = await FakeCluster.StartAsync(new FolderBlobStore(folder.PathOf("blobs")), silos);

        await cluster.ServiceOf<IClusterWeights>(0).PublishAsync("spam", hash, new MemoryStream(content));
        await FakeCluster.UntilAsync(() => !silos[1].Applied.IsEmpty, "weights");
        var late = new FakeSilo("late", "spam");
        await cluster.AddAsync(late);
        await FakeCluster.UntilAsync(() => !late.Applied.IsEmpty, "weights of the new silo");

        Assert.All([silos[1], late], silo => Assert.Equal(("spam", hash, "weights"), Assert.Single(silo.Applied)));
        Assert.All([silos[0], silos[2]], silo => Assert.Empty(silo.Applied));
        await Assert.ThrowsAsync<ArgumentException>(
            () => cluster.ServiceOf<IClusterWeights>(0).PublishAsync("spam", "sha256:../x", new MemoryStream(content)));
    }

    private static DispatchRow Row(string? task, string text) => new(task, new TaskInput(text));

    private static string Describe(RowResult result) => $"{result.Prediction!.ToJson()["label"]} {result.Prediction.ToJson()["text"]}";
}
