using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AdapterKit.Server.Grpc;
using AdapterKit.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AdapterKit.Server.Tests;

/// <summary>Tasks of a language model write texts over HTTP, as the library does.</summary>
public sealed class GenerationTests
{
    private static readonly string[] Texts = ["abcdefg", "xy", "hello there again"];
    private static readonly object Endless = new { texts = new[] { "abc" }, maxTokens = 2000, stream = true };

    public static TheoryData<string, string, string> Options => new()
    {
        { "gpt2", "{}", "{}" },
        { "t5", """{"maxTokens":9}""", """{"MaxNewTokens":9}""" },
        { "gpt2", """{"temperature":0.9,"topK":7,"topP":0.95,"seed":5}""", """{"Temperature":0.9,"TopK":7,"TopP":0.95,"Seed":5}""" },
        { "bart", """{"temperature":1.5,"seed":11}""", """{"Temperature":1.5,"Seed":11}""" },
        { "gpt2", """{"repetitionPenalty":1.4}""", """{"RepetitionPenalty":1.4}""" },
        { "gpt2", """{"beams":3,"maxTokens":6,"lengthPenalty":0.5}""", """{"Beams":3,"MaxNewTokens":6,"LengthPenalty":0.5}""" },
        { "t5", """{"beams":2,"maxTokens":6}""", """{"Beams":2,"MaxNewTokens":6}""" },
        { "gpt2", """{"stop":["b","q"]}""", """{"StopTexts":["b","q"]}""" },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Texts_are_those_of_the_library_whole_and_streamed(string model, string options, string same)
    {
        await using var server = new WritingServer(model, tokens: 128);
        var chosen = System.Text.Json.JsonSerializer.Deserialize<GenerationOptions>(same)!;
        foreach (var task in (string[])["ode", "rhyme"])
        {
            var expected = server.Generate(task, Texts, chosen);
            var body = JsonNode.Parse(options)!.AsObject();
            body["texts"] = new JsonArray([.. Texts.Select(text => JsonValue.Create(text))]);

            var answer = await server.PostAsync(task, body);
            var written = answer["texts"]!.AsArray();
            Assert.Equal(expected.Select(text => text.Text), written.Select(text => (string)text!["text"]!));
            Assert.Equal(expected.Select(text => text.Ids.Count), written.Select(text => (int)text!["usage"]!["newTokens"]!));
            Assert.Equal(
                expected.Select(text => text.Reason.ToString()),
                written.Select(text => (string)text!["finishReason"]!),
                StringComparer.OrdinalIgnoreCase);
            Assert.Equal(Texts.Sum(text => text.Length), (int)answer["usage"]!["promptTokens"]!);

            body["stream"] = true;
            using var stream = await server.OpenAsync(task, body);
            Assert.Equal("text/event-stream", stream.ContentType);
            var events = await stream.RestAsync();
            var texts = Texts.Select((_, index) => string.Concat(
                events.Where(part => (int?)part["index"] == index).Select(part => (string?)part["text"])));
            Assert.Equal(expected.Select(text => text.Text), texts);
            Assert.Equal((int)answer["usage"]!["totalTokens"]!, (int)events[^1]["usage"]!["totalTokens"]!);
            Assert.Equal(3, events.Count(part => part["finishReason"] is not null));
        }
    }

    [Fact]
    public async Task A_text_is_written_by_the_server_of_the_cluster_that_has_its_task()
    {
        var primary = $"{ServerProcess.FreePort()}";
        await using var writer = new WritingServer(settings: [("Cluster:Port", primary), ("Cluster:PrimaryPort", primary)]);
        await using var other = new WritingServer(
            hasTasks: false, settings: [("Cluster:Port", $"{ServerProcess.FreePort()}"), ("Cluster:PrimaryPort", primary)]);
        for (var tries = 0; tries < 300 && !(await ListAsync()).Contains("ode"); tries++)
            await Task.Delay(100);

        Assert.Empty(other.Host.Tasks);
        var body = new { texts = Texts, temperature = 0.9, seed = 3, maxTokens = 12 };
        var (here, there) = (await other.PostAsync("ode", body), await writer.PostAsync("ode", body));
        Assert.Equal(there["texts"]!.ToJsonString(), here["texts"]!.ToJsonString());
        Assert.Equal(there["usage"]!.ToJsonString(), here["usage"]!.ToJsonString());

        using var stream = await other.OpenAsync("ode", new { texts = Texts, temperature = 0.9, seed = 3, maxTokens = 12, stream = true });
        var events = await stream.RestAsync();
        Assert.Equal(
            there["texts"]!.AsArray().Select(text => (string)text!["text"]!),
            Texts.Select((_, index) => string.Concat(
                events.Where(part => (int?)part["index"] == index).Select(part => (string?)part["text"]))));

        var mood = await other.Client.PostAsJsonAsync("/v1/tasks/mood/generate", body);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mood.StatusCode);

        async Task<IReadOnlyList<string>> ListAsync() =>
            [.. (await other.Client.GetFromJsonAsync<JsonObject>("/v1/tasks"))!["tasks"]!.AsArray().Select(task => (string)task!["id"]!)];
    }

    [Fact]
    public async Task Requests_at_once_of_different_tasks_are_answered_as_each_alone()
    {
        await using var server = new WritingServer(settings: ("Dispatcher:MaxGeneratingTexts", "6"));
        var any = new Random(4);
        var requests = Enumerable.Range(0, 40).Select(index => (
            Task: index % 2 == 0 ? "ode" : "rhyme",
            Text: new string([.. Enumerable.Range(0, any.Next(1, 20)).Select(_ => (char)('a' + any.Next(26)))]),
            Options: new GenerationOptions
            {
                MaxNewTokens = any.Next(1, 40),
                Temperature = index % 3 == 0 ? 0.8 : 0,
                Seed = index,
                Beams = index % 7 == 1 ? 2 : 1,
            })).ToList();

        var answers = await Task.WhenAll(requests.Select(request => server.PostAsync(request.Task, new
        {
            texts = new[] { request.Text },
            maxTokens = request.Options.MaxNewTokens,
            temperature = request.Options.Beams > 1 ? 0 : request.Options.Temperature,
            seed = request.Options.Seed,
            beams = request.Options.Beams,
        })));

        foreach (var (request, answer) in requests.Zip(answers))
        {
            var options = request.Options.Beams > 1 ? request.Options with { Temperature = 0 } : request.Options;
            var expected = server.Generate(request.Task, [request.Text], options)[0];
            Assert.Equal(expected.Text, (string)answer["texts"]![0]!["text"]!);
        }
    }

    [Fact]
    public async Task A_client_that_leaves_takes_its_text_out_of_those_that_are_written()
    {
        await using var server = new WritingServer();
        await server.PostAsync("ode", new { texts = new[] { "abc" }, maxTokens = 5 });
        var before = await server.Dispatcher.InvokeAsync(() => NativeTensors.Live);
        using (var left = new CancellationTokenSource())
        {
            var stream = await server.OpenAsync("ode", Endless, left.Token);
            for (var index = 0; index < 3; index++)
                Assert.NotNull(await stream.NextAsync(left.Token));

            Assert.True(await server.Dispatcher.InvokeAsync(() => NativeTensors.Live) > before);
            await left.CancelAsync();
            stream.Dispose();
        }

        await WaitAsync(async () => await server.Dispatcher.InvokeAsync(() => NativeTensors.Live) == before);
        Assert.All(server.Host.Generations, generation => Assert.Equal(0, generation.Leases));
    }

    [Fact]
    public async Task A_server_that_stops_writes_what_it_has_begun()
    {
        await using var server = new WritingServer();
        var body = new { texts = new[] { "abc", "de" }, maxTokens = 300, stream = true };
        var expected = server.Generate("ode", ["abc", "de"], new GenerationOptions { MaxNewTokens = 300 });
        var dispatcher = server.Dispatcher;
        using var stream = await server.OpenAsync("ode", body);
        var first = (await stream.NextAsync())!;

        var stopping = server.Services.GetRequiredService<IHost>().StopAsync();
        var events = (await stream.RestAsync()).Prepend(first).ToList();
        await stopping;

        foreach (var (index, text) in expected.Index())
        {
            Assert.Equal(text.Text, string.Concat(
                events.Where(part => (int?)part["index"] == index).Select(part => (string?)part["text"])));
        }

        Assert.NotNull(events[^1]["usage"]);
        Assert.True(dispatcher.IsStopping);
    }

    [Fact]
    public async Task A_text_whose_time_is_up_ends_as_it_is()
    {
        await using var server = new WritingServer();
        var answer = await server.PostAsync("ode", new { texts = new[] { "abc" }, maxTokens = 2000, timeoutMs = 300 });

        var text = answer["texts"]![0]!;
        Assert.Equal("time", (string)text["finishReason"]!);
        Assert.StartsWith(
            (string)text["text"]!, server.Generate("ode", ["abc"], new() { MaxNewTokens = 2000 })[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_goes_on_with_the_task_that_it_began_with()
    {
        await using var server = new WritingServer();
        var expected = server.Generate("ode", ["abc"], new() { MaxNewTokens = 200 })[0].Text;
        using var stream = await server.OpenAsync("ode", new { texts = new[] { "abc" }, maxTokens = 200, stream = true });
        var first = (await stream.NextAsync())!;

        server.Host.Refresh();
        server.Host.Unload(typeof(OdeTask).Assembly.GetName().Name!);
        var events = (await stream.RestAsync()).Prepend(first);

        Assert.Equal(expected, string.Concat(events.Select(part => (string?)part["text"])));
    }

    [Fact]
    public async Task A_task_that_fails_fails_alone_and_is_taken_out_of_service()
    {
        await using var server = new WritingServer();
        var expected = server.Generate("ode", ["abc"], new() { MaxNewTokens = 150 })[0].Text;
        using (var lease = server.Host.Lease())
        using (TorchSharp.torch.no_grad())
        {
            foreach (var parameter in lease.FindTask("blot")!.parameters())
                parameter.fill_(double.NaN);
        }

        var neighbour = server.PostAsync("ode", new { texts = new[] { "abc" }, maxTokens = 150 });
        for (var fault = 0; fault < 3; fault++)
            Assert.Equal(HttpStatusCode.InternalServerError, await StatusAsync(server.Client, "blot", new { texts = new[] { "abc" } }));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server.Client, "blot", new { texts = new[] { "abc" } }));
        Assert.Equal(expected, (string)(await neighbour)["texts"]![0]!["text"]!);
    }

    [Theory]
    [InlineData(BrittleAdapter.Throw)]
    [InlineData(BrittleAdapter.Hang)]
    public async Task A_task_that_throws_or_hangs_in_the_middle_leaves_the_others_alone(string order)
    {
        await using var server = new WritingServer(limit: TimeSpan.FromSeconds(3));
        var expected = server.Generate("ode", ["abc"], new() { MaxNewTokens = 400, Temperature = 0.8, Seed = 3 })[0].Text;
        using var neighbour = await server.OpenAsync(
            "ode", new { texts = new[] { "abc" }, maxTokens = 400, temperature = 0.8, seed = 3, stream = true });
        using var failing = await server.OpenAsync("brittle", new { texts = new[] { "abc" }, maxTokens = 2000, stream = true });
        var first = (await neighbour.NextAsync())!;
        Assert.NotNull(await failing.NextAsync());
        try
        {
            AppContext.SetData(BrittleAdapter.Order, order);
            var end = (await failing.RestAsync()).Single(part => part["error"] is not null);
            var written = string.Concat((await neighbour.RestAsync()).Prepend(first).Select(part => (string?)part["text"]));

            Assert.Equal(500, (int)end["error"]!["status"]!);
            Assert.Equal(expected, written);
        }
        finally
        {
            AppContext.SetData(BrittleAdapter.Order, null);
        }
    }

    [Theory]
    [InlineData("nothing", """{"texts":["a"]}""", 404, "'nothing'")]
    [InlineData("mood", """{"texts":["a"]}""", 422, "writes no text")]
    [InlineData("ode", """{"texts":[""]}""", 422, "empty")]
    [InlineData("ode", """{"texts":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}""", 422, "31 are read")]
    [InlineData("ode", """{"texts":[]}""", 400, "at least one")]
    [InlineData("ode", "{}", 400, "at least one")]
    [InlineData("ode", """{"texts":[null]}""", 400, "null")]
    [InlineData("ode", """{"texts":["a"],"maxTokens":0}""", 400, "maxTokens")]
    [InlineData("ode", """{"texts":["a"],"maxTokens":4000}""", 400, "2048")]
    [InlineData("ode", """{"texts":["a"],"temperature":-1}""", 400, "temperature")]
    [InlineData("ode", """{"texts":["a"],"topP":0}""", 400, "topP")]
    [InlineData("ode", """{"texts":["a"],"topK":-1}""", 400, "topK")]
    [InlineData("ode", """{"texts":["a"],"beams":9}""", 400, "beams")]
    [InlineData("ode", """{"texts":["a"],"beams":2,"temperature":1}""", 400, "beams")]
    [InlineData("ode", """{"texts":["a"],"lengthPenalty":99}""", 400, "lengthPenalty")]
    [InlineData("ode", """{"texts":["a"],"repetitionPenalty":0}""", 400, "repetitionPenalty")]
    [InlineData("ode", """{"texts":["a"],"stop":[""]}""", 400, "stop")]
    [InlineData("ode", """{"texts":["a"],"timeoutMs":0}""", 400, "timeoutMs")]
    [InlineData("ode", """{"texts":["a"],"seed":1e99}""", 400, "JSON")]
    public async Task Errors_have_their_status_streamed_or_not(string task, string body, int status, string detail)
    {
        await using var server = new WritingServer(tokens: 32);
        foreach (var sent in (string[])[body, body.Insert(1, body.Length > 2 ? "\"stream\":true," : "\"stream\":true")])
        {
            using var content = new StringContent(sent, Encoding.UTF8, "application/json");
            var response = await server.Client.PostAsync($"/v1/tasks/{task}/generate", content);
            Assert.Equal(status, (int)response.StatusCode);
            var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
            Assert.Contains(detail, (string)problem!["detail"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_text_that_cannot_be_read_leaves_the_others_alone()
    {
        await using var server = new WritingServer();
        var answer = await server.PostAsync("ode", new { texts = new[] { "", "abc" } });

        Assert.Equal(422, (int)answer["texts"]![0]!["error"]!["status"]!);
        Assert.Equal(server.Generate("ode", ["abc"], new())[0].Text, (string)answer["texts"]![1]!["text"]!);
    }

    [Fact]
    public async Task Keys_open_their_tasks_and_pay_for_what_may_be_written()
    {
        await using var server = new WritingServer(settings:
        [
            ("Keys:0:Name", "one"), ("Keys:0:Hash", Served.HashOf("one")), ("Keys:0:Scopes:0", "task:ode"),
            ("Keys:1:Name", "poor"), ("Keys:1:Hash", Served.HashOf("poor")), ("Keys:1:Scopes:0", "task:*"),
            ("Keys:1:TokensPerSecond", "1"), ("Keys:1:Burst", "50"),
        ]);
        var body = new { texts = new[] { "abc" }, maxTokens = 40 };

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(server.Client, "ode", body));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server.ClientOf("one"), "ode", body));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(server.ClientOf("one"), "rhyme", body));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server.ClientOf("poor"), "rhyme", body));
        var refused = await server.ClientOf("poor").PostAsJsonAsync("/v1/tasks/rhyme/generate", body);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.True(refused.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            await StatusAsync(server.ClientOf("poor"), "rhyme", new { texts = new[] { "abc" }, maxTokens = 60 }));
    }

    [Fact]
    public async Task What_exceeds_the_queue_is_turned_away()
    {
        await using var server = new WritingServer(
            settings: [("Dispatcher:MaxQueuedTokens", "2500"), ("Dispatcher:MaxGeneratingTexts", "1")]);
        Assert.Equal(
            HttpStatusCode.RequestEntityTooLarge,
            await StatusAsync(server.Client, "ode", new { texts = new[] { "abc", "abc" }, maxTokens = 2000 }));

        using var running = await server.OpenAsync("ode", Endless);
        Assert.NotNull(await running.NextAsync());

        // One of two may wait.
        using var left = new CancellationTokenSource();
        Task<HttpStatusCode>[] others = [.. Enumerable.Range(0, 2).Select(_ => StatusAsync(server.Client, "ode", Endless, left.Token))];
        var first = await Task.WhenAny(others);
        Assert.Equal(HttpStatusCode.TooManyRequests, await first);
        await left.CancelAsync();
        Assert.Equal(HttpStatusCode.RequestTimeout, await others.Single(other => other != first));
    }

    [Fact]
    public async Task Texts_are_written_and_rows_are_answered_over_gRPC()
    {
        await using var server = new WritingServer(isInMemory: true);
        using var channel = server.OpenChannel();
        var client = new Predictions.PredictionsClient(channel);
        var expected = server.Generate("ode", Texts, new() { MaxNewTokens = 12, Temperature = 0.9, Seed = 4 });
        var request = new TextRequest { Task = "ode", MaxTokens = 12, Temperature = 0.9, Seed = 4 };
        request.Texts.AddRange(Texts);

        List<TextPart> parts = [];
        using (var call = client.Generate(request))
        {
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
                parts.Add(call.ResponseStream.Current);
        }

        Assert.Equal(
            expected.Select(text => text.Text),
            Texts.Select((_, index) => string.Concat(parts.Where(part => part.Index == index).Select(part => part.Text))));
        Assert.Equal(
            expected.Sum(text => text.Ids.Count), parts.Where(part => part.End is not null).Sum(part => part.End.NewTokens));

        var row = await client.PredictRowAsync(new Row { Id = 7, Task = "mood", Text = "abc" });
        Assert.Equal(7, row.Id);
        Assert.NotEmpty(row.Prediction.Fields);

        var unknown = new Row { Task = "none", Text = "abc" };
        Assert.Equal(StatusCode.NotFound, await CodeAsync(() => client.PredictRowAsync(unknown).ResponseAsync));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(() => ReadAsync(new TextRequest { Task = "mood", Texts = { "abc" } })));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(() => ReadAsync(new TextRequest { Task = "ode" })));

        async Task ReadAsync(TextRequest wrong)
        {
            using var call = client.Generate(wrong);
            await call.ResponseStream.MoveNext(CancellationToken.None);
        }

        static async Task<StatusCode> CodeAsync(Func<Task> call) => (await Assert.ThrowsAsync<RpcException>(call)).StatusCode;
    }

    [Fact]
    public async Task A_tool_of_a_model_writes()
    {
        await using var server = new WritingServer();
        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(server.Client.BaseAddress!, "mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
        };
        await using var client = await McpClient.CreateAsync(new HttpClientTransport(options, server.Client));

        var result = await client.CallToolAsync("ode", new Dictionary<string, object?> { ["text"] = "abc", ["maxTokens"] = 9 });

        Assert.NotEqual(true, result.IsError);
        Assert.Equal(
            server.Generate("ode", ["abc"], new() { MaxNewTokens = 9 })[0].Text, ((TextContentBlock)Assert.Single(result.Content)).Text);
        var tool = (await client.ListToolsAsync()).Single(tool => tool.Name == "ode");
        Assert.Contains("maxTokens", tool.JsonSchema.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_text_is_logged()
    {
        await using var server = new WritingServer();
        const string Secret = "xylophone";
        var answer = await server.PostAsync("ode", new { texts = new[] { Secret }, maxTokens = 20 });
        await StatusAsync(server.Client, "mood", new { texts = new[] { Secret } });

        var written = (string)answer["texts"]![0]!["text"]!;
        Assert.NotEmpty(server.Log);
        Assert.DoesNotContain(server.Log, line => line.Contains(Secret, StringComparison.Ordinal));
        Assert.True(written.Length < 5 || !server.Log.Any(line => line.Contains(written, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Tasks_say_that_they_write_and_the_description_has_the_path()
    {
        await using var server = new WritingServer();
        var tasks = (await server.Client.GetFromJsonAsync<JsonObject>("/v1/tasks"))!["tasks"]!.AsArray();

        Assert.Equal(
            ["blot", "brittle", "ode", "rhyme"],
            tasks.Where(task => (bool)task!["writes"]!).Select(task => (string)task!["id"]!).Order());
        var description = (await server.Client.GetFromJsonAsync<JsonObject>("/openapi/v1.json"))!;
        var content = description["paths"]!["/v1/tasks/{task}/generate"]!["post"]!["responses"]!["200"]!["content"]!;
        Assert.NotNull(content["application/json"]);
        Assert.NotNull(content["text/event-stream"]);
    }

    private static async Task<HttpStatusCode> StatusAsync(
        HttpClient client, string task, object body, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await client.PostAsJsonAsync($"/v1/tasks/{task}/generate", body, cancellationToken);
            return response.StatusCode;
        }
        catch (OperationCanceledException)
        {
            return HttpStatusCode.RequestTimeout;
        }
    }

    private static async Task WaitAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await condition())
                return;

            await Task.Delay(100);
        }

        Assert.Fail("It did not happen within ten seconds.");
    }
}
