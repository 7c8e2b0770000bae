using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdapterKit.Testing;

namespace AdapterKit.Server.Tests;

/// <summary>Several servers, each a process, that know one another by Redis.</summary>
public sealed class ClusterTests(Served direct) : IClassFixture<Served>, IDisposable
{
    private const string Prize = "Congratulations, you have won a prize, click here";

    // What the members of a cluster need at most to notice that one has died.
    private static readonly TimeSpan Healing = TimeSpan.FromSeconds(20);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [SkippableFact]
    public async Task A_server_alone_loads_nothing_of_a_cluster()
    {
        Needs.Met(OperatingSystem.IsLinux(), "The libraries of a process are read from /proc.");
        await using var alone = await ServerProcess.StartAsync();
        var port = ServerProcess.FreePort();
        await using var silo = await ServerProcess.StartAsync($"Cluster:Port={port}", $"Cluster:PrimaryPort={port}");
        foreach (var server in (ServerProcess[])[alone, silo])
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(server, "spam")).Status);

        Assert.Contains("AdapterKit.Hosting.dll", alone.ReadMaps(), StringComparison.Ordinal);
        Assert.DoesNotContain("Orleans", alone.ReadMaps(), StringComparison.Ordinal);
        Assert.Contains("Orleans", silo.ReadMaps(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Servers_answer_for_one_another_and_go_on_when_one_is_killed()
    {
        Needs.Redis();
        using var redis = await RedisServer.StartAsync();
        await using var first = await StartAsync(redis, "first", "Bulk");
        await using var second = await StartAsync(redis, "second", "Spam", "Reply");
        await using var third = await StartAsync(redis, "third", "Spam");

        // What the other one serves is listed and answered here, with the same numbers.
        await UntilAsync(async () => (await AskAsync(first, "reply")).Status == HttpStatusCode.OK);
        var (there, here) = (await AskAsync(second, "reply"), await AskAsync(first, "reply"));
        Assert.Equal(there.Body["answers"]!.ToJsonString(), here.Body["answers"]!.ToJsonString());
        Assert.Equal(direct.Host.Tasks.Single(task => task.Id == "reply").WeightsHash, (string?)here.Body["answers"]![0]!["weights"]);
        var list = await first.Client.GetFromJsonAsync<JsonObject>("/v1/tasks");
        Assert.Equal(["bulk", "reply", "spam"], list!["tasks"]!.AsArray().Select(task => (string)task!["id"]!).Order());
        var mixed = await first.Client.PostAsJsonAsync("/v1/predict", new { rows = new[] { new { text = Prize } } });
        var answers = (await mixed.Content.ReadFromJsonAsync<JsonObject>())!["rows"]![0]!["answers"]!.AsObject();
        Assert.All(["spam", "reply"], task => Assert.NotNull(answers[task]!["prediction"]));

        // What two others serve is answered without a gap.
        await UntilAsync(async () => await HasAsync(third, "bulk") && await HasAsync(first, "spam"));
        var killed = second.KillAsync();
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(3);)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(first, "spam")).Status);

        await killed;
        Assert.True((await AskAsync(first, "reply")).Status is HttpStatusCode.NotFound or HttpStatusCode.ServiceUnavailable);

        // A server in its place takes part; it waits for the others for a bounded time only, and may be ready before it knows them.
        await using var fourth = await StartAsync(redis, "fourth", "Reply");
        await UntilAsync(async () => (await AskAsync(first, "reply")).Status == HttpStatusCode.OK);
        await UntilAsync(async () => (await AskAsync(fourth, "spam")).Status == HttpStatusCode.OK);
    }

    [SkippableFact]
    public async Task Weights_that_are_activated_on_one_server_are_served_by_all()
    {
        Needs.Redis();
        using var redis = await RedisServer.StartAsync();
        var (archive, weights) = Retraining.Run(direct, folder);
        var hash = ContentHash.Compute(archive);
        var admin = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        await using var first = await StartAsync(redis, "first", ["Spam"], $"Admin:Url={admin}");
        await using var second = await StartAsync(redis, "second", "Spam");
        using var operations = new HttpClient { BaseAddress = admin };

        (await operations.PutAsync(new Uri($"/admin/bundles/{hash}", UriKind.Relative), new ByteArrayContent(archive)))
            .EnsureSuccessStatusCode();
        (await operations.PostAsJsonAsync("/admin/tasks/spam/stage", new { bundle = hash })).EnsureSuccessStatusCode();
        (await operations.PostAsync(new Uri("/admin/activate", UriKind.Relative), null)).EnsureSuccessStatusCode();

        await UntilAsync(async () => (string?)(await AskAsync(second, "spam")).Body["answers"]![0]!["weights"] == weights);
        var acts = await operations.GetStringAsync(new Uri("/admin/audit", UriKind.Relative));
        Assert.Contains($"publish {hash} for spam", acts, StringComparison.Ordinal);

        // A server that comes later finds them in the directory that all share.
        await using var third = await StartAsync(redis, "third", "Spam");
        await UntilAsync(async () => (string?)(await AskAsync(third, "spam")).Body["answers"]![0]!["weights"] == weights);

        // Who goes back does not get them again.
        var rollback = await operations.PostAsync(new Uri("/admin/rollback", UriKind.Relative), null);
        Assert.Null((await rollback.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["warning"]);
        acts = await operations.GetStringAsync(new Uri("/admin/audit", UriKind.Relative));
        Assert.Contains("withdraw weights of spam", acts, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, JsonObject Body)> AskAsync(ServerProcess server, string task)
    {
        using var response = await server.Client.PostAsJsonAsync($"/v1/tasks/{task}/predict", new { texts = new[] { Prize } });
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>())!);
    }

    private static async Task<bool> HasAsync(ServerProcess server, string task) =>
        (await server.Client.GetFromJsonAsync<JsonObject>("/v1/tasks"))!["tasks"]!.AsArray().Any(one => (string)one!["id"]! == task);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        for (var start = Stopwatch.GetTimestamp(); !await condition(); await Task.Delay(100))
            Assert.True(Stopwatch.GetElapsedTime(start) < Healing, "The cluster is not whole.");
    }

    private Task<ServerProcess> StartAsync(RedisServer redis, string name, params string[] plugins) =>
        StartAsync(redis, name, plugins, []);

    private Task<ServerProcess> StartAsync(RedisServer redis, string name, string[] plugins, params string[] settings)
    {
        foreach (var plugin in plugins)
            Copy(Path.Combine(AppContext.BaseDirectory, "plugins", plugin), folder.PathOf(name, plugin));

        return ServerProcess.StartAsync(
        [
            $"Plugins:0={folder.PathOf(name)}",
            $"Cluster:Redis={redis.Address}",
            $"Cluster:Port={ServerProcess.FreePort()}",
            $"Cluster:BlobDirectory={folder.PathOf("blobs")}",
            $"Admin:BundleDirectory={folder.PathOf($"{name}-bundles")}",
            .. settings,
        ]);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
