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

    /// <summary>What holds the tasks.</summary>
    public PluginHost Host => server.Services.GetRequiredService<PluginHost>();

    /// <summary>What runs them.</summary>
    public RequestDispatcher Dispatcher => server.Services.GetRequiredService<RequestDispatcher>();

    /// <summary>Starts it on a free port.</summary>
    /// <param name="plugins">Directories with plugins beside those of the repository.</param>
    public static async Task<LoadServer> StartAsync(params IReadOnlyList<string> plugins)
    {
        string[] settings = ["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", "--AdapterKit:Threads=1"];
        IEnumerable<string> directories = [Path.Combine(AppContext.BaseDirectory, "plugins"), .. plugins];
        var server = ServerApplication.Create(
        [
            .. settings,
            .. directories.Select((directory, index) => string.Create(
                CultureInfo.InvariantCulture, $"--AdapterKit:Plugins:{index}={directory}")),
            .. Enumerable.Range(0, Callers).SelectMany(DescribeKey),
        ]);
        await server.StartAsync();
        return new(server);
    }

    /// <summary>The server as callers reach it.</summary>
    public ILoadTarget Reach(bool isInProcess, TimeSpan timeout) => isInProcess
        ? new InProcess(Dispatcher, timeout)
        : new OverHttp(client, timeout);

    /// <summary>What swaps its tasks.</summary>
    public SwapGoals Swap(TimeSpan timeout) => new(Host, Dispatcher, timeout);

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
