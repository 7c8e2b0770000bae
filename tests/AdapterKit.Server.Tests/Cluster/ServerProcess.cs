using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace AdapterKit.Server.Tests;

/// <summary>The server as a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process process;

    private ServerProcess(Process process, Uri address)
    {
        this.process = process;
        Client = new HttpClient { BaseAddress = address };
    }

    public HttpClient Client { get; }

    /// <summary>The time that it has computed.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>A port that is free.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts one, and waits until it takes requests.</summary>
    /// <param name="settings">Settings in the section <c>AdapterKit</c>.</param>
    public static Task<ServerProcess> StartAsync(params string[] settings) => StartAsync([], settings);

    /// <summary>Starts one by another program, such as <c>taskset</c>, and waits until it takes requests.</summary>
    public static async Task<ServerProcess> StartAsync(IReadOnlyList<string> launcher, params string[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        List<string> command =
        [
            .. launcher, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "AdapterKit.Server.dll"),
            $"--urls={address}", "--Logging:LogLevel:Default=Warning", "--AdapterKit:Threads=1",
            .. settings.Select(setting => $"--AdapterKit:{setting}"),
        ];
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardOutput = true, RedirectStandardError = true };
        var server = new ServerProcess(Process.Start(start)!, address);
        var log = Task.WhenAll(server.process.StandardOutput.ReadToEndAsync(), server.process.StandardError.ReadToEndAsync());
        for (var began = Stopwatch.GetTimestamp(); !await server.IsReadyAsync(); await Task.Delay(100))
        {
            if (server.process.HasExited || Stopwatch.GetElapsedTime(began) > Patience)
            {
                await server.DisposeAsync();
                throw new InvalidOperationException($"The server does not start: {string.Concat(await log)}");
            }
        }

        return server;
    }

    /// <summary>The files that are mapped into its memory.</summary>
    public string ReadMaps() => File.ReadAllText($"/proc/{process.Id}/maps");

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public Task KillAsync()
    {
        process.Kill();
        return process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a supervisor does (SIGTERM), and waits until it has.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", string.Create(CultureInfo.InvariantCulture, $"{process.Id}")]))
            await kill.WaitForExitAsync();

        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();

        process.Dispose();
        Client.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
