using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdapterKit.Hosting;
using AdapterKit.Testing;
using AdapterKit.Writers;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdapterKit.Server.Tests;

/// <summary>A server with tasks that write, on a small random model, over a real socket.</summary>
internal sealed class WritingServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplicationFactory<Program> factory;

    public WritingServer(
        string model = "gpt2",
        int tokens = 4096,
        TimeSpan? limit = null,
        bool isInMemory = false,
        bool hasTasks = true,
        params (string Key, string Value)[] settings)
    {
        Backbone = TinyWriter.Open(model, tokens);
        if (hasTasks)
            OwnPlugin.Write(folder.Root, typeof(WritingServer).Assembly, Backbone, new TaskPlugin().Tasks, deviation: 0.3);

        // On the thread of the dispatcher, where tensors are counted.
        Host = PluginHost.Load(
            [folder.Root], Backbone, new PluginHostOptions { PredictTimeout = limit ?? Timeout.InfiniteTimeSpan, KeepsPrevious = true });
        factory = new WebApplicationFactory<Program>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting(WebHostDefaults.ServerUrlsKey, "http://127.0.0.1:0");
            foreach (var (key, value) in settings)
                builder.UseSetting($"AdapterKit:{key}", value);

            builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(Log)));
            builder.ConfigureTestServices(services => services.AddSingleton<Backbone>(Backbone).AddSingleton(Host));
        });
        if (!isInMemory)
            factory.UseKestrel(0);

        Client = factory.CreateClient();
    }

    public PretrainedBackbone Backbone { get; }

    public PluginHost Host { get; }

    public HttpClient Client { get; }

    public ConcurrentQueue<string> Log { get; } = [];

    public IServiceProvider Services => factory.Services;

    public RequestDispatcher Dispatcher => Services.GetRequiredService<RequestDispatcher>();

    /// <summary>A channel for gRPC; the server is in memory.</summary>
    public GrpcChannel OpenChannel() =>
        GrpcChannel.ForAddress("http://localhost", new() { HttpHandler = factory.Server.CreateHandler(), DisposeHttpClient = true });

    /// <summary>Writes text as the library does.</summary>
    public IReadOnlyList<GeneratedText> Generate(string task, IReadOnlyList<string> texts, GenerationOptions options)
    {
        using var lease = Host.Lease();
        return Backbone.Generate(texts, lease.FindTask(task)!.Plan, options);
    }

    public HttpClient ClientOf(string key)
    {
        var client = factory.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public async Task<JsonObject> PostAsync(string task, object body)
    {
        var response = await Client.PostAsJsonAsync($"/v1/tasks/{task}/generate", body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    /// <summary>Begins a stream.</summary>
    public async Task<WrittenStream> OpenAsync(string task, object body, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/tasks/{task}/generate") { Content = JsonContent.Create(body) };
        var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
            Assert.Fail(await response.Content.ReadAsStringAsync(cancellationToken));

        return new WrittenStream(response);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await factory.DisposeAsync();
        Host.Dispose();
        Backbone.Dispose();
        folder.Dispose();
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

/// <summary>The events of a stream.</summary>
internal sealed class WrittenStream(HttpResponseMessage response) : IDisposable
{
    private StreamReader? reader;

    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>Reads the next event; <see langword="null"/> at the end.</summary>
    public async Task<JsonObject?> NextAsync(CancellationToken cancellationToken = default)
    {
        reader ??= new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonSerializer.Deserialize<JsonObject>(line["data: ".Length..]);
        }

        return null;
    }

    /// <summary>Reads all events that are left.</summary>
    public async Task<IReadOnlyList<JsonObject>> RestAsync()
    {
        List<JsonObject> events = [];
        while (await NextAsync() is { } next)
            events.Add(next);

        return events;
    }

    public void Dispose()
    {
        reader?.Dispose();
        response.Dispose();
    }
}
