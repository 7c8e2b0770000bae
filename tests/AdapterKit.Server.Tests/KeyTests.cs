using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdapterKit.Hosting;
using AdapterKit.Testing;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server.Tests;

/// <summary>Keys, limits, the administration and the end of a server.</summary>
public sealed class KeyTests(Served server) : IClassFixture<Served>
{
    private static readonly object Body = new { texts = new[] { "you have won a prize" } };

    private readonly (string, string)[] keys =
    [
        ("Keys:0:Name", "mail"), ("Keys:0:Hash", Served.HashOf("secret")), ("Keys:0:Scopes:0", "task:spam"),
        ("Keys:1:Name", "search"), ("Keys:1:Hash", Served.HashOf("other")), ("Keys:1:Scopes:0", "embed"),
        ("Keys:1:TokensPerSecond", "1"), ("Keys:1:Burst", "20"),
        ("Keys:2:Name", "operator"), ("Keys:2:Hash", Served.HashOf("root")), ("Keys:2:Scopes:0", "admin"), ("Keys:2:Scopes:1", "task:*"),
    ];

    [Fact]
    public async Task A_key_opens_what_its_scopes_name_and_other_tasks_are_as_good_as_none()
    {
        await using var other = server.With(keys);

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, null, "/v1/tasks/spam/predict"));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other, "wrong", "/v1/tasks/spam/predict"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, "secret", "/v1/tasks/spam/predict"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, "secret", "/v1/tasks/reply/predict"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other, "root", "/v1/tasks/reply/predict"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(other, "secret", "/v1/embeddings"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(other, "root", "/admin/stage"));

        var client = ClientOf(other, "secret");
        var list = await client.GetFromJsonAsync<JsonObject>("/v1/tasks");
        Assert.Equal("spam", (string?)Assert.Single(list!["tasks"]!.AsArray())!["id"]);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(new Uri("/metrics", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.CreateClient().GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_key_that_has_used_up_its_tokens_is_told_when_to_come_back()
    {
        await using var other = server.With(keys);
        var client = ClientOf(other, "other");
        var input = new { input = "one text of a few tokens, twelve or so" };
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsJsonAsync("/v1/embeddings", input)).StatusCode);

        var response = await client.PostAsJsonAsync("/v1/embeddings", input);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        var never = await client.PostAsJsonAsync("/v1/embeddings", new { input = Enumerable.Repeat("one text", 30) });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, never.StatusCode);
    }

    [Fact]
    public async Task Without_keys_what_a_proxy_passes_on_is_not_answered()
    {
        var client = server.CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.1");
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.PostAsJsonAsync("/v1/tasks/spam/predict", Body)).StatusCode);
    }

    [Fact]
    public void A_configuration_that_is_wrong_is_refused_with_what_to_do()
    {
        using var other = server.With(("Keys:0:Hash", "secret"), ("Keys:0:Scopes:0", "everything"), ("Admin:Url", "5081"));
        var error = Assert.Throws<OptionsValidationException>(other.CreateClient);
        Assert.All(
            (string[])["Keys:0:Name", "Keys:0:Hash", "'everything'", "Admin:Url"],
            part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_administration_stages_activates_goes_back_and_quarantines_and_writes_it_down()
    {
        using var folder = new TemporaryFolder();
        var audit = folder.PathOf("audit.jsonl");
        await using var other = server.With([.. keys, ("Admin:Url", "http://127.0.0.1:0"), ("Admin:AuditFile", audit)]);
        var open = ClientOf(other, "root");
        using var admin = new HttpClient { BaseAddress = new Uri(other.Services.GetRequiredService<AdminServer>().Addresses.Single()) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await admin.GetAsync(new Uri("/admin/status", UriKind.Relative))).StatusCode);
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync(new Uri("/admin/status", UriKind.Relative))).StatusCode);
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "root");

        Assert.Equal(HttpStatusCode.Conflict, await ActAsync(HttpMethod.Post, "activate"));
        Assert.Equal(HttpStatusCode.OK, await ActAsync(HttpMethod.Post, "stage"));
        Assert.Equal(HttpStatusCode.OK, await ActAsync(HttpMethod.Post, "activate"));
        Assert.Equal(HttpStatusCode.NotFound, await ActAsync(HttpMethod.Delete, "stage"));
        Assert.Equal(HttpStatusCode.Conflict, await ActAsync(HttpMethod.Post, "rollback"));
        Assert.Equal(HttpStatusCode.OK, await ActAsync(HttpMethod.Put, "tasks/spam/quarantine"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await open.PostAsJsonAsync("/v1/tasks/spam/predict", Body)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, await ActAsync(HttpMethod.Delete, "tasks/spam/quarantine"));
        Assert.Equal(HttpStatusCode.OK, (await open.PostAsJsonAsync("/v1/tasks/spam/predict", Body)).StatusCode);

        var lines = (await File.ReadAllLinesAsync(audit)).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(
            ["activate", "stage", "activate", "discard", "rollback", "quarantine spam", "release spam"],
            lines.Select(line => (string?)line["what"]));
        Assert.All(lines, line => Assert.Equal("operator", (string?)line["who"]));

        async Task<HttpStatusCode> ActAsync(HttpMethod method, string path)
        {
            using var request = new HttpRequestMessage(method, new Uri($"/admin/{path}", UriKind.Relative));
            if (method == HttpMethod.Put)
                request.Content = JsonContent.Create(new { reason = "It is wrong." });
            return (await admin.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task A_server_that_stops_answers_what_it_has_accepted()
    {
        // A server in memory would not wait for its requests.
        var other = server.With();
        other.UseKestrel(0);
        var client = other.CreateClient();
        var dispatcher = other.Services.GetRequiredService<RequestDispatcher>();
        var lifetime = other.Services.GetRequiredService<IHost>();
        var answers = Enumerable.Range(0, 40).Select(_ => PostAsync()).ToList();
        await Task.WhenAny(answers);

        await lifetime.StopAsync();

        Assert.True(dispatcher.IsStopping);
        var statuses = await Task.WhenAll(answers);
        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.All(statuses.OfType<HttpStatusCode>(), status => Assert.Contains(
            status, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable]));

        // Nothing for a request whose connection came too late.
        async Task<HttpStatusCode?> PostAsync()
        {
            try
            {
                using var response = await client.PostAsJsonAsync("/v1/tasks/spam/predict", Body);
                return response.StatusCode;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        }
    }

    private static HttpClient ClientOf(WebApplicationFactory<Program> server, string? key)
    {
        var client = server.CreateClient();
        if (key is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        return client;
    }

    private static async Task<HttpStatusCode> StatusAsync(WebApplicationFactory<Program> server, string? key, string path) =>
        (await ClientOf(server, key).PostAsJsonAsync(path, Body)).StatusCode;
}
