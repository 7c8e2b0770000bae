using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdapterKit.Server.Tests;

namespace AdapterKit.LoadTests;

/// <summary>Puts several servers under load, each a process on a core of its own.</summary>
/// <param name="step">How long each load lasts.</param>
/// <param name="timeout">The time that a request allows.</param>
internal sealed class ClusterGoals(TimeSpan step, TimeSpan timeout)
{
    private const int Saturating = 64;

    // The cluster has this long to be itself before one of its servers is killed.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Two servers that answer for one another beside one that is alone, and beside two that do not know each other: what the cores of
    /// this machine add to one another.
    /// </summary>
    public async Task RunPairAsync(int rounds, TextWriter output)
    {
        using var redis = await RedisServer.StartAsync();
        await using var alone = await Servers.StartAsync(0);
        await using var other = await Servers.StartAsync(1);
        await using var first = await StartAsync(redis, 0);
        await using var second = await StartAsync(redis, 1);
        var tasks = await ListAsync(alone);
        await LoadGoals.RunAsync(rounds, output, async () =>
        {
            var (one, costOfOne) = await MeasureAsync([alone], tasks);
            var (apart, _) = await MeasureAsync([alone, other], tasks);
            var (two, costOfTwo) = await MeasureAsync([first, second], tasks);
            return
            [
                new("one server, answers a second", one, ""),
                new("two servers, answers a second", two, ""),
                new("two ÷ one", two / one, "≥ 1.8"),
                new("two that do not know each other ÷ one", apart / one, ""),
                new("two ÷ two that do not know each other", two / apart, ""),
                new("CPU time of an answer, two ÷ one", costOfTwo / costOfOne, "≤ 1.1"),
            ];
        });
    }

    /// <summary>Three servers, one of which is killed under a load that the others can bear.</summary>
    public async Task RunKillAsync(int rounds, TextWriter output)
    {
        var tasks = new List<string>();
        await LoadGoals.RunAsync(rounds, output, async () =>
        {
            using var redis = await RedisServer.StartAsync();
            var one = Directory.CreateTempSubdirectory("adapterkit-");
            await using var dying = await StartAsync(redis, 1);
            await using var whole = await StartAsync(redis, 0);
            await using var poor = await StartAsync(redis, 0, $"Plugins:0={CopyPlugin(one.FullName, "Spam")}");
            tasks = tasks.Count > 0 ? tasks : await ListAsync(whole);
            var servers = new Servers([dying, whole, poor], timeout);
            var generator = new LoadGenerator(servers, new Traffic(tasks, seed: 1), timeout);
            await Task.Delay(Calm);
            var (_, capacity) = await generator.RunClosedAsync(Saturating, step);
            servers.Lost.Clear();
            var load = generator.RunOpenAsync([0.25 * capacity], Calm + Minute);
            await Task.Delay(Calm);
            var killed = Stopwatch.GetTimestamp();
            await dying.KillAsync();
            var sample = (await load)[0];
            one.Delete(recursive: true);
            List<(long Time, Outcome Outcome)> lost = [.. servers.Lost.Where(request => request.Time >= killed)];
            var failed = lost.Count(request => request.Outcome is Outcome.Failed or Outcome.Late);
            return
            [
                new("answers", sample.Answered, ""),
                new("failed or late in the minute after, in %", 100.0 * failed / (sample.Answered + sample.Refused + failed), "≤ 0.1"),
                new("refused in the minute after, in %", 100.0 * (lost.Count - failed) / sample.Answered, ""),
                new("the last of these, in seconds", lost.Select(one => SecondsSince(killed, one.Time)).DefaultIfEmpty().Max(), "≤ 20"),
                new("answer, p99 in ms", sample.QuantileOfAnswers(99), ""),
            ];
        });
    }

    private static double SecondsSince(long start, long end) => Stopwatch.GetElapsedTime(start, end).TotalSeconds;

    private static Task<ServerProcess> StartAsync(RedisServer redis, int core, params string[] settings) => Servers.StartAsync(
        core, [$"Cluster:Redis={redis.Address}", $"Cluster:Port={ServerProcess.FreePort()}", .. settings]);

    private static string CopyPlugin(string folder, string plugin)
    {
        var from = Path.Combine(AppContext.BaseDirectory, "plugins", plugin);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, plugin, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder;
    }

    private static async Task<List<string>> ListAsync(ServerProcess server) =>
        [.. (await server.Client.GetFromJsonAsync<JsonObject>("/v1/tasks"))!["tasks"]!.AsArray().Select(task => (string)task!["id"]!)];

    private async Task<(double Rate, double Cost)> MeasureAsync(IReadOnlyList<ServerProcess> servers, IReadOnlyList<string> tasks)
    {
        var target = new Servers(servers, timeout);
        var generator = new LoadGenerator(target, new Traffic(tasks, seed: 1), timeout);
        var before = target.CpuTime;
        var (sample, rate) = await generator.RunClosedAsync(Saturating * servers.Count, step);
        return (rate, (target.CpuTime - before).TotalSeconds / sample.Answered);
    }
}
