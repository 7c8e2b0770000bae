using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace AdapterKit.Server.Tests;

/// <summary>The tasks as tools of the Model Context Protocol, as its own client sees them.</summary>
public sealed class ToolTests(Served server) : IClassFixture<Served>
{
    private const string Prize = "Congratulations, you have won a prize, click here";

    [Fact]
    public async Task A_client_finds_a_tool_for_each_task_and_calls_it()
    {
        await using var client = await ConnectAsync(server);

        var tools = await client.ListToolsAsync();
        var result = await client.CallToolAsync("spam", new Dictionary<string, object?> { ["text"] = Prize });

        Assert.Equal(["bulk", "feed-source", "list-topic", "reply", "spam"], tools.Select(tool => tool.Name).Order());
        Assert.Contains("Labels: ham, spam.", tools.Single(tool => tool.Name == "spam").Description, StringComparison.Ordinal);
        Assert.NotEqual(true, result.IsError);
        var answer = JsonNode.Parse(((TextContentBlock)Assert.Single(result.Content)).Text)!;
        Assert.Equal("spam", (string?)answer["prediction"]!["label"]);
        Assert.Equal(answer.ToJsonString(), JsonNode.Parse(result.StructuredContent!.Value.GetRawText())!.ToJsonString());
        Assert.Equal(await PredictAsync(), (double)answer["prediction"]!["probability"]!, 5);
    }

    [Theory]
    [InlineData("nobody", "text", "There is no task 'nobody'.")]
    [InlineData("spam", "words", "Send a 'text'.")]
    public async Task What_a_call_lacks_is_said_to_the_model(string tool, string argument, string says)
    {
        await using var client = await ConnectAsync(server);

        var result = await client.CallToolAsync(tool, new Dictionary<string, object?> { [argument] = Prize });

        Assert.True(result.IsError);
        Assert.Equal(says, ((TextContentBlock)Assert.Single(result.Content)).Text);
    }

    [Fact]
    public async Task A_key_finds_and_calls_its_own_tasks_alone()
    {
        await using var other = server.With(
            ("Keys:0:Name", "mail"), ("Keys:0:Hash", Served.HashOf("secret")), ("Keys:0:Scopes:0", "task:spam"));
        await using var client = await ConnectAsync(other, "secret");

        var result = await client.CallToolAsync("reply", new Dictionary<string, object?> { ["text"] = Prize });

        Assert.Equal("spam", Assert.Single(await client.ListToolsAsync()).Name);
        Assert.True(result.IsError);
        Assert.Equal("There is no task 'reply'.", ((TextContentBlock)Assert.Single(result.Content)).Text);
        await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(other));
    }

    [Theory]
    [InlineData("Origin", "http://attacker.example", HttpStatusCode.Unauthorized)]
    [InlineData("Host", "attacker.example", HttpStatusCode.Unauthorized)]
    [InlineData("Origin", "null", HttpStatusCode.Unauthorized)]
    [InlineData("Origin", "http://localhost:3000", HttpStatusCode.OK)]
    [InlineData("Host", "127.0.0.1:5080", HttpStatusCode.OK)]
    [InlineData("Host", "[::1]", HttpStatusCode.OK)]
    public async Task Without_keys_a_page_of_another_site_is_not_answered(string header, string value, HttpStatusCode expected)
    {
        var client = server.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);

        Assert.Equal(expected, (await client.GetAsync(new Uri("/v1/tasks", UriKind.Relative))).StatusCode);
    }

    private async Task<double> PredictAsync()
    {
        var response = await server.CreateClient().PostAsJsonAsync("/v1/tasks/spam/predict", new { texts = new[] { Prize } });
        var body = await response.Content.ReadFromJsonAsync<JsonObject>();
        return (double)body!["answers"]![0]!["prediction"]!["probability"]!;
    }

    private static async Task<McpClient> ConnectAsync(WebApplicationFactory<Program> factory, string? key = null)
    {
        var http = factory.CreateClient();
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);

        var options = new HttpClientTransportOptions
        {
            Endpoint = new Uri(http.BaseAddress!, "mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
        };
        return await McpClient.CreateAsync(new HttpClientTransport(options, http, ownsHttpClient: true));
    }
}
