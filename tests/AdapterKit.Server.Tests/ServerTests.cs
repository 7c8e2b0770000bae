using System.Net;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using AdapterKit.Backbones;
using AdapterKit.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Server.Tests;

/// <summary>The server as it starts without any configuration, over a real socket.</summary>
public sealed class ServerTests(Served server) : IClassFixture<Served>
{
    private const double Tolerance = 1e-5;
    private const string Prize = "Congratulations, you have won a prize, click here";

    private readonly HttpClient client = server.CreateClient();

    [Fact]
    public async Task One_task_answers_many_texts_as_a_direct_call_does()
    {
        string[] texts = [Prize, "", "see you at nine", string.Concat(Enumerable.Repeat("a long text ", 200))];
        var answer = await PostAsync("/v1/tasks/spam/predict", new { texts });

        using var lease = server.Host.Lease();
        var task = (ClassificationTask)lease.FindTask("spam")!;
        Assert.Equal("spam", (string?)answer["task"]);
        Assert.Equal(task.Backbone.Hash, (string?)answer["backbone"]!["hash"]);
        foreach (var (expected, actual) in task.Predict(texts).Zip(answer["answers"]!.AsArray()))
        {
            Assert.Equal(expected.Label, (string?)actual!["prediction"]!["label"]);
            Assert.Equal(expected.Probability, (double)actual["prediction"]!["probability"]!, Tolerance);
            Assert.Equal(expected.IsTruncated, (bool)actual["isTruncated"]!);
            Assert.Equal(task.WeightsHash, (string?)actual["weights"]);
        }
    }

    [Fact]
    public async Task Rows_want_different_tasks_or_all_of_them()
    {
        var answer = await PostAsync("/v1/predict", new
        {
            rows = new object[] { new { text = Prize, tasks = new[] { "spam", "reply" } }, new { text = "Re: see you at nine" } },
        });

        var rows = answer["rows"]!.AsArray();
        Assert.Equal(["spam", "reply"], rows[0]!["answers"]!.AsObject().Select(entry => entry.Key));
        Assert.Equal("spam", (string?)rows[0]!["answers"]!["spam"]!["prediction"]!["label"]);
        Assert.Equal(
            server.Host.Tasks.Select(task => task.Id).Order(), rows[1]!["answers"]!.AsObject().Select(entry => entry.Key).Order());
    }

    [Fact]
    public async Task A_row_that_cannot_be_answered_leaves_the_others_alone()
    {
        var answer = await PostAsync("/v1/predict", new { rows = new[] { new { text = Prize, tasks = new[] { "spam", "nothing" } } } });
        var answers = answer["rows"]![0]!["answers"]!;
        Assert.NotNull(answers["spam"]!["prediction"]);
        Assert.Equal(404, (int)answers["nothing"]!["error"]!["status"]!);
    }

    [Theory]
    [InlineData("float")]
    [InlineData("base64")]
    public async Task Embeddings_come_in_the_usual_shape(string format)
    {
        string[] input = ["one text", "and a second one"];
        var answer = await PostAsync("/v1/embeddings", new { input, model = BackboneCatalog.DefaultId, encoding_format = format });

        var expected = await new BackboneEmbeddingGenerator(server.Services.GetRequiredService<Backbone>()).GenerateAsync(input);
        Assert.Equal(["list", BackboneCatalog.DefaultId], new[] { "object", "model" }.Select(name => (string?)answer[name]));
        Assert.InRange((int)answer["usage"]!["total_tokens"]!, 5, 10);
        foreach (var (vector, data) in expected.Zip(answer["data"]!.AsArray()))
        {
            var embedding = data!["embedding"]!;
            var actual = format == "float"
                ? embedding.AsArray().Select(value => (float)value!).ToArray()
                : MemoryMarshal.Cast<byte, float>(Convert.FromBase64String((string)embedding!)).ToArray();
            Assert.All(vector.Vector.ToArray().Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        }

        Assert.Single((await PostAsync("/v1/embeddings", new { input = "one text" }))["data"]!.AsArray());
    }

    [Theory]
    [InlineData("/v1/tasks/nothing/predict", """{"texts":["a"]}""", 404, "'nothing'")]
    [InlineData("/v1/tasks/spam/predict", """{"pairs":[["a","b"]]}""", 422, "one text")]
    [InlineData("/v1/tasks/spam/predict", """{"pairs":[["a"]]}""", 400, "two texts")]
    [InlineData("/v1/tasks/spam/predict", """{"texts":[]}""", 400, "at least one")]
    [InlineData("/v1/tasks/spam/predict", """{"texts":[null]}""", 400, "null")]
    [InlineData("/v1/tasks/spam/predict", """{"texts":["a"],"timeoutMs":0}""", 400, "timeoutMs")]
    [InlineData("/v1/tasks/spam/predict", """{}""", 400, "texts or pairs")]
    [InlineData("/v1/tasks/spam/predict", """{"texts":""", 400, "JSON")]
    [InlineData("/v1/tasks/spam/predict", "null", 400, "JSON")]
    [InlineData("/v1/predict", """{"rows":[null]}""", 400, "null")]
    [InlineData("/v1/predict", """{}""", 400, "at least one")]
    [InlineData("/v1/embeddings", """{"input":[1]}""", 400, "not a text")]
    [InlineData("/v1/embeddings", """{"input":"a","model":"gpt"}""", 404, BackboneCatalog.DefaultId)]
    [InlineData("/v1/embeddings", """{"input":"a","encoding_format":"hex"}""", 400, "base64")]
    [InlineData("/v1/nothing", """{}""", 404, "")]
    public async Task Errors_say_what_is_wrong_and_what_to_do(string path, string body, int status, string detail)
    {
        var response = await client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Contains(detail, (string?)problem!["detail"] ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_turned_away()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(new { texts = Enumerable.Repeat("a", 41) }));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(new { texts = new[] { new string('a', 100_000) } }));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(new { texts = Enumerable.Repeat("a", 40) }));

        async Task<HttpStatusCode> StatusAsync(object body) => (await client.PostAsJsonAsync("/v1/tasks/spam/predict", body)).StatusCode;
    }

    [Fact]
    public async Task Tasks_are_listed_with_what_they_read_and_say()
    {
        var list = (await client.GetFromJsonAsync<JsonObject>("/v1/tasks"))!;
        Assert.Equal(server.Host.Tasks.Select(task => task.Id), list["tasks"]!.AsArray().Select(task => (string)task!["id"]!));
        var spam = (await client.GetFromJsonAsync<JsonObject>("/v1/tasks/spam"))!;
        Assert.Equal(["ham", "spam"], spam["labels"]!.AsArray().Select(label => (string)label!));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/v1/tasks/nothing", UriKind.Relative))).StatusCode);
    }

    [Theory]
    [InlineData("/health/live", "Healthy")]
    [InlineData("/health/ready", "Healthy")]
    [InlineData("/metrics", "adapterkit_pass_rows")]
    [InlineData("/openapi/v1.json", "/v1/tasks/{task}/predict")]
    [InlineData("/docs", "<html")]
    [InlineData("/", "<html")]
    public async Task What_operators_and_readers_look_at_is_there(string path, string content)
    {
        await PostAsync("/v1/tasks/spam/predict", new { texts = new[] { Prize } });
        Assert.Contains(content, await client.GetStringAsync(new Uri(path, UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_task_throws_is_told_to_nobody_who_shares_the_pass()
    {
        var answer = new RowResult(RowState.Failed, "Task 'spam' failed: it throws FormatException: a secret text.").ToAnswer();

        Assert.Equal(500, answer.Error!.Status);
        Assert.DoesNotContain("secret", answer.Error.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_a_text_is_logged()
    {
        const string Secret = "xylophone";
        await PostAsync("/v1/tasks/spam/predict", new { texts = new[] { Secret } });
        await client.PostAsJsonAsync("/v1/tasks/nothing/predict", new { texts = new[] { Secret } });
        using var broken = new StringContent($$"""{"rows":[{"text":"{{Secret}}" oops""", Encoding.UTF8, "application/json");
        await client.PostAsync("/v1/predict", broken);
        await client.PostAsJsonAsync("/v1/embeddings", new { input = Secret });

        Assert.NotEmpty(server.Log);
        Assert.DoesNotContain(server.Log, line => line.Contains(Secret, StringComparison.Ordinal));
    }

    private async Task<JsonObject> PostAsync(string path, object body)
    {
        var response = await client.PostAsJsonAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonObject>())!;
    }
}
