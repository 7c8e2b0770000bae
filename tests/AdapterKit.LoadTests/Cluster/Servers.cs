using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using AdapterKit.Server.Tests;

namespace AdapterKit.LoadTests;

/// <summary>
/// Servers as callers see them behind a proxy: each request goes to the next one, and to the one after it if there is no answer, or one
/// that says to ask elsewhere.
/// </summary>
/// <param name="servers">The servers.</param>
/// <param name="timeout">The time that a request allows.</param>
internal sealed class Servers(IReadOnlyList<ServerProcess> servers, TimeSpan timeout) : ILoadTarget
{
    private int next;

    /// <summary>What became of the requests that were not answered, with the time.</summary>
    public List<(long Time, Outcome Outcome)> Lost { get; } = [];

    /// <summary>The time that they have computed.</summary>
    public TimeSpan CpuTime => servers.Aggregate(TimeSpan.Zero, (time, server) => time + server.CpuTime);

    /// <summary>Starts a server on a core of its own.</summary>
    public static Task<ServerProcess> StartAsync(int core, params string[] settings) =>
        ServerProcess.StartAsync(OperatingSystem.IsLinux() ? ["taskset", "-c", $"{core % Environment.ProcessorCount}"] : [], settings);

    public async Task<Outcome> AskAsync(int caller, string task, string text)
    {
        var first = Interlocked.Increment(ref next);
        var outcome = await TryAsync(servers[first % servers.Count], task, text)
            ?? await TryAsync(servers[(first + 1) % servers.Count], task, text)
            ?? Outcome.Failed;
        if (outcome != Outcome.Answered)
        {
            lock (Lost)
                Lost.Add((Stopwatch.GetTimestamp(), outcome));
        }

        return outcome;
    }

    private async Task<Outcome?> TryAsync(ServerProcess server, string task, string text)
    {
        try
        {
            using var response = await server.Client.PostAsJsonAsync(
                $"/v1/tasks/{task}/predict", new { texts = new[] { text }, timeoutMs = (int)timeout.TotalMilliseconds });
            await response.Content.ReadAsByteArrayAsync();
            return response.StatusCode == HttpStatusCode.ServiceUnavailable ? null : OverHttp.OutcomeOf(response.StatusCode);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
