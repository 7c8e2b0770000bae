using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace AdapterKit.Server.Tests;

/// <summary>A Redis server of one's own, which keeps nothing.</summary>
internal sealed class RedisServer : IDisposable
{
    private readonly Process process;

    private RedisServer(Process process, int port) => (this.process, Address) = (process, $"127.0.0.1:{port}");

    public string Address { get; }

    /// <summary>Starts it, and waits until it takes connections.</summary>
    public static async Task<RedisServer> StartAsync()
    {
        var port = ServerProcess.FreePort();
        string[] arguments =
            ["--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
        var start = new ProcessStartInfo("redis-server", arguments)
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var redis = new RedisServer(Process.Start(start)!, port);
        _ = redis.process.StandardOutput.ReadToEndAsync();
        while (!await IsOpenAsync(port))
        {
            if (redis.process.HasExited)
                throw new InvalidOperationException($"Redis has ended with {redis.process.ExitCode}.");

            await Task.Delay(20);
        }

        return redis;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }

    private static async Task<bool> IsOpenAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
