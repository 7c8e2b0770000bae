using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Server.Tests;

/// <summary>What the administration shows, on a machine without keys.</summary>
public sealed class AdministrationTests(Served server) : IClassFixture<Served>
{
    private const string Prize = "Congratulations, you have won a prize, click here";

    [Fact]
    public async Task The_status_counts_what_was_asked_for_and_names_what_is_served()
    {
        await using var other = Start();
        using var admin = ClientOf(other);
        var open = other.CreateClient();
        await open.PostAsJsonAsync("/v1/tasks/spam/predict", new { texts = new[] { Prize, "see you at nine" } });
        await open.PostAsJsonAsync("/v1/embeddings", new { input = Prize });

        var status = await GetAsync(admin, "status");

        var tasks = status["plugins"]!.AsArray()
            .SelectMany(plugin => plugin!["tasks"]!.AsArray())
            .ToDictionary(task => (string)task!["id"]!);
        using var lease = server.Host.Lease();
        Assert.Equal(lease.Tasks.Select(task => task.Id).Order(), tasks.Keys.Order());
        Assert.All(lease.Tasks, task => Assert.Equal(task.WeightsHash, (string?)tasks[task.Id]!["weights"]));
        Assert.All(tasks.Values, task => Assert.InRange((long)task!["weightsSize"]!, 10_000, 100_000_000));
        Assert.True((double)tasks["spam"]!["traffic"]!["rowsPerSecond"]! > 0);
        Assert.True((double)tasks["spam"]!["traffic"]!["p50"]! <= (double)tasks["spam"]!["traffic"]!["p99"]!);
        Assert.True((double)status["traffic"]!["embeddings"]!["rowsPerSecond"]! > 0);
        Assert.InRange((double)status["traffic"]!["rowsPerPass"]!, 1, 1024);
        Assert.Equal("Served", (string?)status["generations"]![0]!["state"]);
        Assert.Equal(lease.Tasks.Count, (int)status["generations"]![0]!["tasks"]!);
        Assert.True((long)status["process"]!["workingSet"]! > 1 << 20);
    }

    [Fact]
    public async Task What_is_staged_is_shown_until_it_is_discarded()
    {
        await using var other = Start();
        using var admin = ClientOf(other);
        await admin.PostAsync(new Uri("/admin/stage", UriKind.Relative), null);
        Assert.NotEmpty((await GetAsync(admin, "status"))["staged"]!.AsArray());

        await admin.DeleteAsync(new Uri("/admin/stage", UriKind.Relative));

        Assert.Null((await GetAsync(admin, "status"))["staged"]);
        var acts = await admin.GetFromJsonAsync<JsonArray>("/admin/audit");
        Assert.Equal(["discard", "stage"], acts!.Select(act => (string?)act!["what"]));
    }

    [Fact]
    public async Task A_task_is_tried_and_a_fused_one_shows_what_it_attends_to()
    {
        await using var other = Start();
        using var admin = ClientOf(other);
        using var lease = server.Host.Lease();
        var fused = lease.Tasks.First(task => task.Config.Fusion is not null);

        var answer = await PostAsync(admin, $"tasks/{fused.Id}/predict", Prize);
        var attention = await PostAsync(admin, $"tasks/{fused.Id}/attention", Prize);

        Assert.Contains((string?)answer["prediction"]!["label"], fused.Declaration.Labels);
        var members = attention["members"]!.AsArray();
        Assert.Equal(fused.Config.Members.Select(member => member.Id), members.Select(member => (string?)member));
        var rows = attention["sites"]!.AsArray().Concat(attention["tokens"]!.AsArray()).ToList();
        Assert.True(rows.Count > 2);
        Assert.All(rows, row => Assert.Equal(1, row!["weights"]!.AsArray().Sum(weight => (double?)weight ?? 0), 1e-4));
    }

    [Theory]
    [InlineData("nothing", """{"text":"a"}""", 404, "'nothing'")]
    [InlineData("spam", """{"text":"a"}""", 422, "fuses no others")]
    [InlineData("feed-source", """{"text":"a","second":"b"}""", 422, "reads one text")]
    [InlineData("feed-source", """{}""", 400, "'text'")]
    [InlineData("feed-source", """{"text":""", 400, "JSON")]
    public async Task A_trial_that_is_wrong_says_what_is_wrong(string task, string body, int status, string detail)
    {
        await using var other = Start();
        using var admin = ClientOf(other);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var response = await admin.PostAsync(new Uri($"/admin/tasks/{task}/attention", UriKind.Relative), content);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(detail, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_interface_is_described_for_programs_and_for_people_and_neither_is_on_the_open_port()
    {
        await using var other = Start();
        using var admin = ClientOf(other);

        var document = await admin.GetFromJsonAsync<JsonObject>("/openapi/admin.json");
        Assert.Equal(
            ["/admin/activate", "/admin/audit", "/admin/bundles", "/admin/rollback", "/admin/stage", "/admin/status"],
            document!["paths"]!.AsObject().Select(path => path.Key).Where(path => !path.Contains('{')).Order());
        Assert.Contains("openapi/admin.json", await admin.GetStringAsync(new Uri("/docs", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await other.CreateClient().GetAsync(new Uri("/openapi/admin.json", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task The_dashboard_runs_nothing_but_its_own_files_and_contains_no_data()
    {
        await using var other = Start();
        using var admin = ClientOf(other);
        var page = await admin.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal("/dashboard/", page.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var script = await admin.GetAsync(new Uri("/dashboard/app.js", UriKind.Relative));
        Assert.Equal("text/javascript", script.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", script.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(new Uri("/dashboard/nothing.js", UriKind.Relative))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound, (await other.CreateClient().GetAsync(new Uri("/dashboard/", UriKind.Relative))).StatusCode);
    }

    private WebApplicationFactory<Program> Start() => server.With(("Admin:Url", "http://127.0.0.1:0"));

    private static HttpClient ClientOf(WebApplicationFactory<Program> server) =>
        new() { BaseAddress = new Uri(server.Services.GetRequiredService<AdminServer>().Addresses.Single()) };

    private static async Task<JsonObject> GetAsync(HttpClient admin, string path) =>
        (await admin.GetFromJsonAsync<JsonObject>($"/admin/{path}"))!;

    private static async Task<JsonObject> PostAsync(HttpClient admin, string path, string text)
    {
        var response = await admin.PostAsJsonAsync($"/admin/{path}", new { text });
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
