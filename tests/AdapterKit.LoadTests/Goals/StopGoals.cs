using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdapterKit.Server.Tests;

namespace AdapterKit.LoadTests;

/// <summary>A server of its own process is told to stop (SIGTERM) at 0.7 of its capacity.</summary>
internal sealed class StopGoals : ILoadTarget
{
    private const int Saturating = 64;

    private readonly ServerProcess server;
    private readonly TimeSpan timeout;
    private long stopped = long.MaxValue;
    private int lost;
    private int refused;

    private StopGoals(ServerProcess server, TimeSpan timeout) => (this.server, this.timeout) = (server, timeout);

    /// <summary>Stops a server a number of times.</summary>
    public static Task RunAsync(int rounds, TimeSpan step, TimeSpan timeout, TextWriter output) =>
        LoadGoals.RunAsync(rounds, output, async () =>
        {
            await using var server = await ServerProcess.StartAsync();
            return await new StopGoals(server, timeout).RunAsync(step);
        });

    public async Task<Outcome> AskAsync(int caller, string task, string text)
    {
        var sent = Stopwatch.GetTimestamp();
        try
        {
            using var response = await server.Client.PostAsJsonAsync(
                $"/v1/tasks/{task}/predict", new { texts = new[] { text }, timeoutMs = (int)timeout.TotalMilliseconds });
            await response.Content.ReadAsByteArrayAsync();
            return response.StatusCode == HttpStatusCode.ServiceUnavailable ? CountRefused(sent) : OverHttp.OutcomeOf(response.StatusCode);
        }
        catch (HttpRequestException)
        {
            return CountRefused(sent);
        }
    }

    // Who asks after the signal may be told to go elsewhere; who has asked before is answered.
    private Outcome CountRefused(long sent)
    {
        var isLate = sent >= Volatile.Read(ref stopped);
        Interlocked.Increment(ref isLate ? ref refused : ref lost);
        return isLate ? Outcome.Refused : Outcome.Failed;
    }

    private async Task<IReadOnlyList<Figure>> RunAsync(TimeSpan step)
    {
        var list = (await server.Client.GetFromJsonAsync<JsonObject>("/v1/tasks"))!["tasks"]!.AsArray();
        var generator = new LoadGenerator(this, new Traffic([.. list.Select(task => (string)task!["id"]!)], seed: 1), timeout);
        var (_, capacity) = await generator.RunClosedAsync(Saturating, step);
        var load = generator.RunOpenAsync([0.7 * capacity], step);
        await Task.Delay(step / 2);
        Volatile.Write(ref stopped, Stopwatch.GetTimestamp());
        await server.StopAsync();
        var drained = Stopwatch.GetElapsedTime(stopped);
        var sample = (await load)[0];
        return
        [
            new("capacity, answers a second", capacity, ""),
            new("answered", sample.Answered, ""),
            new("refused after the signal", refused, ""),
            new("lost: asked before the signal, and not answered", lost, "0"),
            new("from the signal to the end, in ms", drained.TotalMilliseconds, $"≤ {timeout.TotalMilliseconds:0}"),
        ];
    }
}
