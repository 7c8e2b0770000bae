using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AdapterKit.Hosting;
using AdapterKit.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.LoadTests;

/// <summary>The server with the plugins of the repository, for ten callers with a key each.</summary>
internal sealed class LoadServer : IAsyncDisposable
{
    /// <summary>The number of callers.</summary>
    public const int Callers = 10;

    private readonly WebApplication server;
    private readonly HttpClient client;

    private LoadServer(WebApplication server)
    {
        this.server = server;
        client = new HttpClient { BaseAddress = new Uri(server.Urls.First()) };
        Tasks = [.. server.Services.GetRequiredService<PluginHost>().Tasks.Select(task => task.Id)];
    }

    /// <summary>The tasks that it serves.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <summary>Starts it on a free port.</summary>
    public static async Task<LoadServer> StartAsync()
    {
        string[] settings = ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--AdapterKit:Threads=1"];
        var server = ServerApplication.Create([.. settings, .. Enumerable.Range(0, Callers).SelectMany(DescribeKey)]);
        await server.StartAsync();
        return new(server);
    }

    /// <summary>The server as callers reach it.</summary>
    public ILoadTarget Reach(bool isInProcess, TimeSpan timeout) => isInProcess
        ? new InProcess(server.Services.GetRequiredService<RequestDispatcher>(), timeout)
        : new OverHttp(client, timeout);

    /// <summary>What swaps its tasks.</summary>
    public SwapGoals Swap(TimeSpan timeout) => new(
        server.Services.GetRequiredService<PluginHost>(), server.Services.GetRequiredService<RequestDispatcher>(), timeout);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    private static IEnumerable<string> DescribeKey(int caller)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(OverHttp.KeyOf(caller))));
        var key = string.Create(CultureInfo.InvariantCulture, $"--AdapterKit:Keys:{caller}");
        return [$"{key}:Name=caller-{caller}", $"{key}:Hash=sha256:{hash}", $"{key}:Scopes:0=task:*"];
    }
}
