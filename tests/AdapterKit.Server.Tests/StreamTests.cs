using System.Globalization;
using AdapterKit.Hosting;
using AdapterKit.Server.Grpc;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdapterKit.Server.Tests;

/// <summary>The server with a port for HTTP/2 without TLS.</summary>
public sealed class Streamed : IAsyncLifetime
{
    private WebApplication? server;
    private GrpcChannel? channel;

    internal Predictions.PredictionsClient Client => new(channel!);

    internal IServiceProvider Services => server!.Services;

    public async Task InitializeAsync()
    {
        var url = $"http://127.0.0.1:{ServerProcess.FreePort()}";
        server = ServerApplication.Create(
        [
            "--urls=http://127.0.0.1:0", $"--AdapterKit:GrpcUrl={url}", "--Logging:LogLevel:Default=Warning",
            "--AdapterKit:MaxRowsPerRequest=8",
            "--AdapterKit:Keys:0:Name=mail", $"--AdapterKit:Keys:0:Hash={Served.HashOf("mail")}", "--AdapterKit:Keys:0:Scopes:0=task:spam",
            "--AdapterKit:Keys:1:Name=all", $"--AdapterKit:Keys:1:Hash={Served.HashOf("all")}", "--AdapterKit:Keys:1:Scopes:0=task:*",
            "--AdapterKit:Keys:1:Scopes:1=embed",
            "--AdapterKit:Keys:2:Name=poor", $"--AdapterKit:Keys:2:Hash={Served.HashOf("poor")}", "--AdapterKit:Keys:2:Scopes:0=task:*",
            "--AdapterKit:Keys:2:TokensPerSecond=1", "--AdapterKit:Keys:2:Burst=12",
        ]);
        await server.StartAsync();
        channel = GrpcChannel.ForAddress(url);
    }

    internal Task StopAsync() => server!.StopAsync();

    public async Task DisposeAsync()
    {
        channel?.Dispose();
        if (server is not null)
            await server.DisposeAsync();
    }
}

/// <summary>Rows in a stream, over HTTP/2.</summary>
public sealed class StreamTests(Streamed streamed) : IClassFixture<Streamed>
{
    private const string Prize = "Congratulations, you have won a prize, click here";

    [Fact]
    public async Task Rows_of_a_stream_are_answered_each_by_its_id_as_a_direct_call_does()
    {
        List<Row> rows = [.. Enumerable.Range(0, 40).Select(id => new Row
        {
            Id = id, Task = id % 2 == 0 ? "spam" : "reply", Text = string.Create(CultureInfo.InvariantCulture, $"{Prize} {id}"),
        })];

        var answers = await AskAsync("all", rows);

        Assert.Equal(rows.Select(row => row.Id), answers.Keys.Order());
        using var lease = streamed.Services.GetRequiredService<PluginHost>().Lease();
        foreach (var row in rows)
        {
            var task = (ClassificationTask)lease.FindTask(row.Task)!;
            var (expected, actual) = (task.Predict([row.Text])[0], answers[row.Id]);
            Assert.Equal(expected.Label, actual.Prediction.Fields["label"].StringValue);
            Assert.Equal(expected.Probability, actual.Prediction.Fields["probability"].NumberValue, 1e-5);
            Assert.Equal(task.WeightsHash, actual.Weights);
        }
    }

    [Fact]
    public async Task A_stream_answers_before_it_ends()
    {
        using var call = streamed.Client.Predict(HeadersOf("all"), DateTime.UtcNow.AddSeconds(60));
        for (var id = 0; id < 3; id++)
        {
            await call.RequestStream.WriteAsync(new Row { Id = id, Task = "spam", Text = Prize });
            Assert.True(await call.ResponseStream.MoveNext(default));
            Assert.Equal(id, call.ResponseStream.Current.Id);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(default));
        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_a_row_is_an_answer_with_the_code_of_grpc()
    {
        var long12 = string.Concat(Enumerable.Repeat("a few words ", 4));
        Assert.Equal(StatusCode.NotFound, await CodeAsync("mail", new Row { Task = "reply", Text = "a" }));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync("mail", new Row { Task = "spam", Text = "a", Second = "b" }));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync("mail", new Row { Task = "spam", Text = "a", TimeoutMs = 0 }));
        Assert.Equal(StatusCode.PermissionDenied, await CodeAsync("mail", new Row { Text = "a" }));
        Assert.Equal(StatusCode.OK, await CodeAsync("mail", new Row { Task = "spam", Text = "a" }));

        var poor = await AskAsync(
            "poor", [.. Enumerable.Range(0, 4).Select(id => new Row { Id = id, Task = "spam", Text = "five or six words" })]);
        var refused = Assert.IsType<Problem>(poor.Values.First(answer => answer.Error is not null).Error);
        Assert.Equal((int)StatusCode.ResourceExhausted, refused.Code);
        Assert.InRange(refused.RetryAfterMs, 1000, 60_000);
        Assert.Contains(poor.Values, answer => answer.Prediction is not null);
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync("poor", new Row { Task = "spam", Text = long12 }));
    }

    [Fact]
    public async Task An_empty_task_is_the_embedding()
    {
        var answer = (await AskAsync("all", [new Row { Id = 1, Text = "one text" }]))[1];
        Assert.Equal(1, Math.Sqrt(answer.Embedding.Values.Sum(value => value * value)), 1e-4);
    }

    [Fact]
    public async Task A_call_without_a_key_or_past_its_deadline_ends_with_its_status()
    {
        Assert.Equal(StatusCode.Unauthenticated, await StatusAsync(null, DateTime.UtcNow.AddSeconds(60)));
        Assert.Equal(StatusCode.Unauthenticated, await StatusAsync("wrong", DateTime.UtcNow.AddSeconds(60)));
        Assert.Equal(StatusCode.DeadlineExceeded, await StatusAsync("all", DateTime.UtcNow.AddMilliseconds(300)));

        // Nothing is sent, and nothing closes the stream.
        async Task<StatusCode> StatusAsync(string? key, DateTime deadline)
        {
            using var call = streamed.Client.Predict(key is null ? [] : HeadersOf(key), deadline);
            return (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default))).StatusCode;
        }
    }

    // SIGTERM tells the application to stop before its services are; a host that is stopped does both.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_stops_answers_what_it_has_read_and_says_so(bool isSignal)
    {
        var other = new Streamed();
        await other.InitializeAsync();
        using var call = other.Client.Predict(HeadersOf("all"), DateTime.UtcNow.AddSeconds(60));
        await call.RequestStream.WriteAsync(new Row { Id = 1, Task = "spam", Text = Prize });
        Assert.True(await call.ResponseStream.MoveNext(default));

        if (isSignal)
            other.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var stopping = other.StopAsync();

        var status = (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default))).Status;
        Assert.Equal(new Status(StatusCode.Unavailable, "The server is stopping. Send the rest to another one."), status);
        await stopping;
        await other.DisposeAsync();
    }

    private async Task<StatusCode> CodeAsync(string key, Row row) =>
        (await AskAsync(key, [row])).Values.Single().Error is { } error ? (StatusCode)error.Code : StatusCode.OK;

    private async Task<Dictionary<long, RowAnswer>> AskAsync(string key, IReadOnlyList<Row> rows)
    {
        using var call = streamed.Client.Predict(HeadersOf(key), DateTime.UtcNow.AddSeconds(60));
        var answers = new Dictionary<long, RowAnswer>();
        var reading = Task.Run(async () =>
        {
            await foreach (var answer in call.ResponseStream.ReadAllAsync())
                answers.Add(answer.Id, answer);
        });
        foreach (var row in rows)
            await call.RequestStream.WriteAsync(row);

        await call.RequestStream.CompleteAsync();
        await reading;
        return answers;
    }

    private static Metadata HeadersOf(string key) => new() { { "authorization", $"Bearer {key}" } };
}
