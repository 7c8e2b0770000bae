using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AdapterKit.Testing;

namespace AdapterKit.Server.Tests;

/// <summary>Whatever a body contains: an answer, or an error that says what is wrong with it.</summary>
public sealed class RequestFuzzTests
{
    private static readonly (string Path, string Body)[] Requests =
    [
        ("/v1/tasks/ode/generate", """{"texts":["abc","de"],"maxTokens":3,"temperature":0.5,"topK":4,"topP":0.9,"seed":7,"stop":["q"]}"""),
        ("/v1/tasks/ode/generate", """{"texts":["abc"],"maxTokens":3,"beams":2,"lengthPenalty":1.5,"stream":true,"timeoutMs":9000}"""),
        ("/v1/tasks/mood/predict", """{"texts":["abc","de"],"timeoutMs":9000}"""),
        ("/v1/tasks/ode/predict", """{"pairs":[["abc","de"]]}"""),
        ("/v1/predict", """{"rows":[{"text":"abc","tasks":["mood"]},{"text":"abc","second":"de"}],"timeoutMs":9000}"""),
        ("/v1/embeddings", """{"input":["abc","de"],"model":"tiny-writer","encoding_format":"base64"}"""),
    ];

    private static readonly HttpStatusCode[] Expected =
    [
        HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.RequestEntityTooLarge,
        HttpStatusCode.UnprocessableEntity, HttpStatusCode.TooManyRequests, HttpStatusCode.GatewayTimeout,
    ];

    [Fact]
    public async Task A_damaged_body_is_answered_or_refused_in_words()
    {
        await using var server = new WritingServer(tokens: 128, settings: ("MaxNewTokens", "8"));
        FuzzSeeds.ForEach(300, dice =>
        {
            var (path, body) = dice.Pick(Requests);
            using var request = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new ByteArrayContent(Damage.Apply(dice, Encoding.UTF8.GetBytes(body))),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

            using var response = server.Client.Send(request);

            using var content = new StreamReader(response.Content.ReadAsStream());
            var text = content.ReadToEnd();
            Assert.True(Expected.Contains(response.StatusCode), $"{response.StatusCode}: {text}");
            if (response.StatusCode != HttpStatusCode.OK)
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        });
    }
}
