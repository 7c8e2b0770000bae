using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace AdapterKit.LoadTests;

/// <summary>The server over HTTP and JSON on this machine.</summary>
internal sealed class OverHttp(HttpClient client, TimeSpan timeout) : ILoadTarget
{
    /// <summary>The key of a caller.</summary>
    public static string KeyOf(int caller) => string.Create(CultureInfo.InvariantCulture, $"key-{caller}");

    public async Task<Outcome> AskAsync(int caller, string task, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/tasks/{task}/predict", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", KeyOf(caller));
        request.Content = JsonContent.Create(new { texts = new[] { text }, timeoutMs = (int)timeout.TotalMilliseconds });
        using var response = await client.SendAsync(request);
        await response.Content.ReadAsByteArrayAsync();
        return OutcomeOf(response.StatusCode);
    }

    /// <summary>What a status says.</summary>
    public static Outcome OutcomeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.OK => Outcome.Answered,
        HttpStatusCode.TooManyRequests => Outcome.Refused,
        HttpStatusCode.GatewayTimeout => Outcome.Late,
        _ => Outcome.Failed,
    };
}
