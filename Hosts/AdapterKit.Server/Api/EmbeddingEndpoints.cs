using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>Sentence embeddings of the bare backbone.</summary>
internal static class EmbeddingEndpoints
{
    public static void MapEmbeddings(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/embeddings", EmbedAsync).RequireAuthorization(Scope.Embed).WithTags("Embeddings")
            .Produces<EmbeddingResponse>().WithErrors().WithSummary("Sentence embeddings, in the usual shape.");

    private static async Task<IResult> EmbedAsync(
        EmbeddingRequest request, RequestRunner runner, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (request.Model is { } model && model != runner.Backbone.Id)
            throw new RequestException($"There is no model '{model}'. The model is '{runner.Backbone.Id}'.", StatusCodes.Status404NotFound);
        if (request.EncodingFormat is not (null or "float" or "base64"))
            throw new RequestException($"encoding_format is '{request.EncodingFormat}', but must be float or base64.");

        List<DispatchRow> rows = [.. ReadTexts(request.Input).Select(text => new DispatchRow(null, new TaskInput(text)))];
        var results = await runner.RunAsync(rows, timeoutMs: null, user, cancellationToken);
        if (results.FirstOrDefault(result => result.State != RowState.Answered) is { } failed)
            return RowErrors.FindError([failed.ToAnswer()])!;

        var tokens = results.Sum(result => result.Tokens);
        var isBase64 = request.EncodingFormat == "base64";
        return Results.Ok(new EmbeddingResponse(
            "list",
            [.. results.Select((result, index) => new EmbeddingData("embedding", index, Write(result.Embedding, isBase64)))],
            runner.Backbone.Id,
            new EmbeddingUsage(tokens, tokens)));
    }

    private static IEnumerable<string> ReadTexts(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.String => [input.GetString()!],
        JsonValueKind.Array => input.EnumerateArray().Select(text => text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new RequestException("input has something that is not a text. Tokens cannot be sent.")),
        _ => throw new RequestException("input must be a text or a list of texts."),
    };

    private static JsonNode Write(ReadOnlyMemory<float> vector, bool isBase64) => isBase64
        ? JsonValue.Create(Convert.ToBase64String(MemoryMarshal.AsBytes(vector.Span)))
        : new JsonArray([.. vector.ToArray().Select(value => JsonValue.Create(value))]);
}
