using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AdapterKit.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Server.Tests;

/// <summary>Weights that are sent by their hash.</summary>
public sealed class BundleTests(Served server) : IClassFixture<Served>, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Retrained_weights_are_sent_tried_and_activated()
    {
        await using var other = server.With(
            ("Admin:Url", "http://127.0.0.1:0"), ("Admin:BundleDirectory", folder.PathOf("bundles")));
        using var admin = new HttpClient { BaseAddress = new Uri(other.Services.GetRequiredService<AdminServer>().Addresses.Single()) };
        var (archive, weights) = Retraining.Run(server, folder);
        var hash = ContentHash.Compute(archive);

        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(archive[..^1], hash));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(archive, "spam.zip"));
        Assert.Equal(HttpStatusCode.NotFound, await StageAsync("spam", hash));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(archive, hash));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(archive, hash));
        Assert.Equal(HttpStatusCode.NotFound, await StageAsync("nothing", hash));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StageAsync("reply", hash));
        Assert.Equal(HttpStatusCode.OK, await StageAsync("spam", hash));
        Assert.Equal(HttpStatusCode.OK, (await admin.PostAsync(new Uri("/admin/activate", UriKind.Relative), null)).StatusCode);

        var answer = await other.CreateClient().PostAsJsonAsync("/v1/tasks/spam/predict", new { texts = new[] { "you have won" } });
        var answers = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["answers"]!;
        Assert.Equal(weights, (string?)answers[0]!["weights"]);
        var bundles = await admin.GetFromJsonAsync<JsonArray>("/admin/bundles");
        Assert.Equal(hash, (string?)Assert.Single(bundles!)!["hash"]);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync(new Uri($"/admin/bundles/{hash}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync(new Uri($"/admin/bundles/{hash}", UriKind.Relative))).StatusCode);

        async Task<HttpStatusCode> PutAsync(byte[] content, string name) =>
            (await admin.PutAsync(new Uri($"/admin/bundles/{name}", UriKind.Relative), new ByteArrayContent(content))).StatusCode;

        async Task<HttpStatusCode> StageAsync(string task, string bundle) =>
            (await admin.PostAsJsonAsync($"/admin/tasks/{task}/stage", new { bundle })).StatusCode;
    }

    [Fact]
    public async Task An_activation_says_what_the_other_servers_do_not_know()
    {
        await using var other = server.With(
            ("Admin:Url", "http://127.0.0.1:0"), ("Admin:BundleDirectory", folder.PathOf("bundles")));
        await using var member = other.WithWebHostBuilder(builder => builder.ConfigureTestServices(
            services => services.AddSingleton<IWeightsPublisher, LonelyPublisher>()));
        using var admin = new HttpClient { BaseAddress = new Uri(member.Services.GetRequiredService<AdminServer>().Addresses.Single()) };
        var (archive, _) = Retraining.Run(server, folder);
        var bundle = ContentHash.Compute(archive);
        await admin.PutAsync(new Uri($"/admin/bundles/{bundle}", UriKind.Relative), new ByteArrayContent(archive));
        (await admin.PostAsJsonAsync("/admin/tasks/spam/stage", new { bundle })).EnsureSuccessStatusCode();

        var answer = await admin.PostAsync(new Uri("/admin/activate", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var warning = (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["warning"];
        Assert.Contains("The store is full.", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_weights_come_in_unless_there_is_a_directory_for_them()
    {
        await using var other = server.With(("Admin:Url", "http://127.0.0.1:0"));
        using var admin = new HttpClient { BaseAddress = new Uri(other.Services.GetRequiredService<AdminServer>().Addresses.Single()) };
        byte[] content = [1];

        var response = await admin.PutAsync(
            new Uri($"/admin/bundles/{ContentHash.Compute(content)}", UriKind.Relative), new ByteArrayContent(content));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("BundleDirectory", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private sealed class LonelyPublisher : IWeightsPublisher
    {
        public Task PublishAsync(string task, string hash, Stream archive) => throw new IOException("The store is full.");

        public Task WithdrawAsync(string task) => Task.CompletedTask;
    }
}
