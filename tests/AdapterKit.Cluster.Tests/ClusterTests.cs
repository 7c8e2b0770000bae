using System.Text;
using System.Text.Json;
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
    public async Task A_text_is_written_where_its_task_is_and_read_as_it_is_written()
    {
        var (one, other) = (new FakeSilo("one", "here"), new FakeSilo("other", "summary") { Gate = new() });
        await using var cluster = await FakeCluster.StartAsync(null, one, other);
        await cluster.UntilOthersAsync(0, 1);
        var options = new GenerationOptions { MaxNewTokens = 5, StopTexts = ["stop"], Temperature = 0.5, Seed = 4 };

        await using var pieces = cluster.At(0).Generate("summary", ["a", "b"], options).GetAsyncEnumerator();
        foreach (var index in (int[])[0, 1])
        {
            Assert.True(await pieces.MoveNextAsync());
            Assert.Equal(new TextPiece(index, "other "), pieces.Current);
        }

        other.Gate!.SetResult();
        foreach (var (index, text) in ((string[])["a", "b"]).Index())
        {
            Assert.True(await pieces.MoveNextAsync());
            var end = new TextSummary(RowState.Late, "its time was up")
            {
                Finish = FinishReason.StopText,
                PromptTokens = 2,
                NewTokens = 3,
                Generation = 7,
                WeightsHash = "sha256:weights",
            };
            Assert.Equal(new TextPiece(index, text + JsonSerializer.Serialize(options)) { End = end }, pieces.Current);
        }

        Assert.False(await pieces.MoveNextAsync());
    }

    [Fact]
    public void No_option_of_a_text_is_lost_on_its_way()
    {
        var options = new GenerationOptions
        {
            MaxNewTokens = 5,
            EndIds = [1, 2],
            StopTexts = ["stop"],
            Temperature = 0.5,
            TopK = 3,
            TopP = 0.25,
            RepetitionPenalty = 1.5,
            Seed = 4,
            Beams = 2,
            LengthPenalty = 0.75,
            UsesCache = false,
        };
        var converter = new GenerationConverter();

        var arrived = converter.ConvertFromSurrogate(converter.ConvertToSurrogate(options));

        foreach (var option in typeof(GenerationOptions).GetProperties().Where(option => option.CanWrite))
        {
            Assert.NotEqual(option.GetValue(new GenerationOptions()), option.GetValue(options));
            Assert.Equal(option.GetValue(options), option.GetValue(arrived));
        }
    }

    [Fact]
    public async Task What_is_wrong_with_texts_elsewhere_is_said_here()
    {
        var (one, other) = (new FakeSilo("one"), new FakeSilo("other", "summary"));
        await using var cluster = await FakeCluster.StartAsync(null, one, other);
        await cluster.UntilOthersAsync(0, 1);

        var poor = await Assert.ThrowsAsync<DispatchRejectedException>(() => WriteAsync("a", "poor"));
        Assert.Equal((RejectionReason.RateLimited, 3), (poor.Reason, (int)poor.RetryAfter.TotalSeconds));
        var end = (await WriteAsync("explode")).Single().End!;
        Assert.Equal(RowState.Failed, end.State);
        Assert.Contains(nameof(FormatException), end.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", end.Reason, StringComparison.Ordinal);

        async Task<List<TextPiece>> WriteAsync(string text, string key = "") =>
            await cluster.At(0).Generate("summary", [text], key: key).ToListAsync();
    }

    [Fact]
    public async Task A_text_of_a_silo_that_dies_ends_and_one_that_nobody_reads_is_dropped_there()
    {
        FakeSilo[] silos = [new("asking"), new("other", "summary") { Gate = new() }];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 1);
        await foreach (var piece in cluster.At(0).Generate("summary", ["a"]))
            break;

        await FakeCluster.UntilAsync(() => silos[1].Abandoned > 0, "texts that were dropped");
        await using var pieces = cluster.At(0).Generate("summary", ["a", "b"]).GetAsyncEnumerator();
        Assert.True(await pieces.MoveNextAsync());
        Assert.True(await pieces.MoveNextAsync());

        await cluster.KillAsync(1);

        foreach (var index in (int[])[0, 1])
        {
            Assert.True(await pieces.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(5)));
            Assert.Equal((index, RowState.Unreachable), (pieces.Current.Index, pieces.Current.End?.State));
        }

        Assert.False(await pieces.MoveNextAsync());
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
    public async Task Rows_of_a_silo_that_dies_are_given_up_once_the_cluster_knows()
    {
        FakeSilo[] silos = [new("asking"), new("dying", "reply") { Gate = new() }];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 1);
        var waiting = cluster.At(0).RunAsync([Row("reply", "a")], timeout: TimeSpan.FromMinutes(10));
        await FakeCluster.UntilAsync(() => !silos[1].Rows.IsEmpty, "rows");

        await cluster.KillAsync(1);

        // It was not merely late.
        Assert.Equal(RowState.Unreachable, (await waiting.WaitAsync(TimeSpan.FromMinutes(5)))[0].State);
        await cluster.UntilOthersAsync(0, 0);
    }

    [Fact]
    public async Task A_silo_that_stops_answers_what_it_has_accepted()
    {
        FakeSilo[] silos = [new("asking"), new("stopping", "reply") { Gate = new() }];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 1);
        var waiting = cluster.At(0).RunAsync([Row("reply", "a")], timeout: TimeSpan.FromMinutes(10));
        await FakeCluster.UntilAsync(() => !silos[1].Rows.IsEmpty, "rows");

        var stopping = cluster.StopAsync(1);
        await FakeCluster.UntilAsync(() => silos[1].IsDraining, "silo that drains");
        await cluster.UntilOthersAsync(0, 0);
        silos[1].Gate!.SetResult();

        Assert.Equal("stopping a", Describe((await waiting)[0]));
        await stopping;
    }

    [Fact]
    public async Task A_silo_that_stops_writes_to_the_end_what_others_read()
    {
        FakeSilo[] silos = [new("asking"), new("stopping", "summary") { Gate = new() }];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 1);
        await using var pieces = cluster.At(0).Generate("summary", ["a"]).GetAsyncEnumerator();
        Assert.True(await pieces.MoveNextAsync());

        var stopping = cluster.StopAsync(1);
        await FakeCluster.UntilAsync(() => silos[1].IsDraining, "silo that drains");
        silos[1].Gate!.SetResult();

        Assert.True(await pieces.MoveNextAsync());
        Assert.Equal(RowState.Late, pieces.Current.End?.State);
        await stopping;
    }

    [Fact]
    public async Task A_row_that_makes_a_silo_fail_is_asked_for_once()
    {
        FakeSilo[] silos = [new("asking"), new("first", "reply"), new("second", "reply")];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 2);

        var result = (await cluster.At(0).RunAsync([Row("reply", "explode")]))[0];

        Assert.Equal(RowState.Failed, result.State);
        Assert.Contains(nameof(FormatException), result.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.Reason, StringComparison.Ordinal);
        Assert.Equal(1, silos[1].Rows.Count + silos[2].Rows.Count);
    }

    [Fact]
    public async Task Rows_that_nobody_waits_for_are_dropped_elsewhere()
    {
        FakeSilo[] silos = [new("asking"), new("other", "reply") { Gate = new() }];
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 1);
        using var left = new CancellationTokenSource();
        var waiting = cluster.At(0).RunAsync([Row("reply", "a")], cancellationToken: left.Token);
        await FakeCluster.UntilAsync(() => !silos[1].Rows.IsEmpty, "rows");

        await left.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await FakeCluster.UntilAsync(() => silos[1].Abandoned > 0, "rows that were dropped");
    }

    [Fact]
    public async Task A_task_that_is_quarantined_is_not_offered()
    {
        FakeSilo[] silos = [new("asking"), new("other", "reply", "spam")];
        silos[1].Quarantined.Add("reply");
        await using var cluster = await FakeCluster.StartAsync(null, silos);
        await cluster.UntilOthersAsync(0, 1);
        Assert.Equal("spam", Assert.Single(cluster.At(0).RemoteTasks).Id);
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

        await PublishAsync(cluster, 0, "weights");
        await FakeCluster.UntilAsync(() => !silos[1].Applied.IsEmpty, "weights");

        // A silo that comes later has them before it is ready.
        var late = new FakeSilo("late", "spam");
        await cluster.AddAsync(late);

        Assert.All([silos[1], late], silo => Assert.Equal(("spam", hash, "weights"), Assert.Single(silo.Applied)));
        Assert.All([silos[0], silos[2]], silo => Assert.Empty(silo.Applied));
        await Assert.ThrowsAsync<ArgumentException>(
            () => cluster.ServiceOf<IClusterWeights>(0).PublishAsync("spam", "sha256:../x", new MemoryStream(content)));
    }

    [Fact]
    public async Task A_silo_that_publishes_what_it_no_longer_serves_takes_it_back()
    {
        using var folder = new TemporaryFolder();
        FakeSilo[] silos = [new("one", "spam"), new("other", "spam")];
        await using var cluster = await FakeCluster.StartAsync(new FolderBlobStore(folder.PathOf("blobs")), silos);
        await PublishAsync(cluster, 1, "theirs");
        await FakeCluster.UntilAsync(() => silos[0].Applied.Count == 1, "weights");

        await PublishAsync(cluster, 0, "ours");

        await FakeCluster.UntilAsync(() => silos.All(silo => silo.Applied.Any(one => one.Content == "ours")), "weights on both");
    }

    [Fact]
    public async Task Weights_that_were_withdrawn_come_to_no_silo_that_starts_later()
    {
        using var folder = new TemporaryFolder();
        var one = new FakeSilo("one", "spam");
        await using var cluster = await FakeCluster.StartAsync(new FolderBlobStore(folder.PathOf("blobs")), one);
        await PublishAsync(cluster, 0, "weights");
        await cluster.ServiceOf<IClusterWeights>(0).WithdrawAsync("spam");
        var late = new FakeSilo("late", "spam");
        await cluster.AddAsync(late);
        await cluster.UntilOthersAsync(1, 1);
        Assert.Empty(cluster.ServiceOf<PlacementView>(1).Table.Weights);
        Assert.Empty(late.Applied);

        await PublishAsync(cluster, 0, "weights");
        await FakeCluster.UntilAsync(() => !late.Applied.IsEmpty, "weights");
    }

    [Fact]
    public async Task Reports_go_on_while_weights_are_brought()
    {
        using var folder = new TemporaryFolder();
        var brake = new TaskCompletionSource();
        FakeSilo[] silos = [new("one", "spam"), new("slow", "spam") { Brake = brake.Task }];
        await using var cluster = await FakeCluster.StartAsync(new FolderBlobStore(folder.PathOf("blobs")), silos);
        await cluster.UntilOthersAsync(0, 1);
        await PublishAsync(cluster, 0, "weights");
        await FakeCluster.UntilAsync(() => cluster.ServiceOf<PlacementView>(1).Table.Weights.Count == 1, "weights to bring");

        foreach (var tokens in (int[])[71, 72])
        {
            silos[1].QueuedTokens = tokens;
            await FakeCluster.UntilAsync(
                () => cluster.ServiceOf<PlacementView>(0).Table.Silos.Any(silo => silo.QueuedTokens == tokens), "reports");
        }

        Assert.Empty(silos[1].Applied);
        brake.SetResult();
        await FakeCluster.UntilAsync(() => !silos[1].Applied.IsEmpty, "weights");
    }

    [Fact]
    public async Task A_storage_that_fails_holds_up_no_reports_and_changes_no_weights()
    {
        using var folder = new TemporaryFolder();
        var storage = new FakeStorage { Unreadable = "broken" };
        FakeSilo[] silos = [new("one", "spam", "broken"), new("other", "spam")];
        await using var cluster = await FakeCluster.StartAsync(storage, new FolderBlobStore(folder.PathOf("blobs")), silos);
        await cluster.UntilOthersAsync(0, 1);
        await cluster.UntilOthersAsync(1, 1);

        var first = await PublishAsync(cluster, 0, "first");
        storage.IsFull = true;
        await Assert.ThrowsAnyAsync<Exception>(() => PublishAsync(cluster, 0, "second"));
        var task = cluster.ServiceOf<IGrainFactory>(0).GetGrain<ITaskGrain>(TaskGrain.KeyOf(silos[0].Backbone, "spam"));
        Assert.Equal(first, (await task.GetAsync())!.Archive);
    }

    private static async Task<string> PublishAsync(FakeCluster cluster, int silo, string weights)
    {
        var content = Encoding.UTF8.GetBytes(weights);
        var hash = ContentHash.Compute(content);
        await cluster.ServiceOf<IClusterWeights>(silo).PublishAsync("spam", hash, new MemoryStream(content));
        return hash;
    }

    private static DispatchRow Row(string? task, string text) => new(task, new TaskInput(text));

    private static string Describe(RowResult result) => result.Prediction is { } prediction
        ? $"{prediction.ToJson()["label"]} {prediction.ToJson()["text"]}"
        : $"{result.State}: {result.Reason}";
}
