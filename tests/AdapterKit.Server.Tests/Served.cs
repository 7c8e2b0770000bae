using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AdapterKit.Hosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdapterKit.Server.Tests;

/// <summary>The server with the plugins of the repository on the real backbone; further servers share both.</summary>
public class Served : WebApplicationFactory<Program>
{
    public Served() => UseKestrel(0);

    /// <summary>Everything that was logged.</summary>
    public ConcurrentQueue<string> Log { get; } = [];

    public PluginHost Host => Services.GetRequiredService<PluginHost>();

    public static string HashOf(string key) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";

    /// <summary>Another server with other settings, in this process.</summary>
    public WebApplicationFactory<Program> With(params (string Key, string Value)[] settings) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
            foreach (var (key, value) in settings)
                builder.UseSetting($"AdapterKit:{key}", value);

            builder.ConfigureTestServices(services => services
                .AddSingleton(Services.GetRequiredService<Backbone>())
                .AddSingleton(Host));
        });

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(Log)));
        builder.UseSetting("AdapterKit:MaxRowsPerRequest", "40");
        builder.UseSetting("AdapterKit:MaxBodyBytes", "100000");
    }

    private sealed class Recorder(ConcurrentQueue<string> log) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{formatter(state, exception)} {exception}");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}
