using System.Net.Mime;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using System.Text;
using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>Texts that tasks write.</summary>
internal static class GenerationEndpoints
{
    private const string Description =
        "With stream, the answer is a stream of server-sent events. Each is an object with the index of a text and what was added to it; "
        + "the last one of a text has its finishReason, usage and weights, or an error; the last one of all has the usage and the seed.";

    public static void MapGeneration(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/tasks/{task}/generate", GenerateAsync).RequireAuthorization().WithTags("Tasks")
            .Produces<GenerateResponse>(StatusCodes.Status200OK, MediaTypeNames.Application.Json, MediaTypeNames.Text.EventStream)
            .WithErrors()
            .WithSummary("What a task of a language model writes: the continuation of each text, or another text for each.")
            .WithDescription(Description);

    private static async Task<IResult> GenerateAsync(
        string task,
        GenerateRequest request,
        GenerationRunner runner,
        RequestRunner requests,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        var options = runner.ReadOptions(request);
        var pieces = runner.Run(task, request.Texts, options, request.TimeoutMs, user, cancellationToken);
        if (request.Stream != true)
        {
            var texts = await ReadAsync(pieces, request.Texts!.Count, cancellationToken);
            return texts.All(text => text.Error is not null)
                ? ToProblem(texts[0].Error!)
                : Results.Ok(new GenerateResponse(task, requests.Backbone, texts, Sum(texts.Select(text => text.Usage)), options.Seed));
        }

        // Until something is written, the answer can still have the status of an error.
        var reader = pieces.GetAsyncEnumerator(cancellationToken);
        var failed = new List<TextPiece>();
        try
        {
            while (await reader.MoveNextAsync())
            {
                failed.Add(reader.Current);
                if (reader.Current.End is not { State: not RowState.Answered, NewTokens: 0 })
                    return TypedResults.ServerSentEvents(WriteAsync(failed, reader, options.Seed, cancellationToken));
            }
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }

        await reader.DisposeAsync();
        return ToProblem(failed[0].End!.ToError());
    }

    /// <summary>Joins the pieces of each text.</summary>
    public static async Task<IReadOnlyList<WrittenText>> ReadAsync(
        IAsyncEnumerable<TextPiece> pieces, int count, CancellationToken cancellationToken)
    {
        List<StringBuilder> texts = [.. Enumerable.Range(0, count).Select(_ => new StringBuilder())];
        var written = new WrittenText[count];
        await foreach (var piece in pieces.WithCancellation(cancellationToken))
        {
            var text = texts[piece.Index].Append(piece.Text);
            if (piece.End is not { } end)
                continue;

            written[piece.Index] = end.FindReason() is { } reason
                ? new(text.ToString(), reason, TokenUsage.Of(end.PromptTokens, end.NewTokens), end.WeightsHash, end.Generation, null)
                : new(null, null, null, end.WeightsHash, end.Generation, end.ToError());
        }

        return written;
    }

    private static async IAsyncEnumerable<SseItem<TextEvent>> WriteAsync(
        IReadOnlyList<TextPiece> first,
        IAsyncEnumerator<TextPiece> rest,
        int seed,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var usage = new List<TokenUsage?>();
        await using (rest)
        {
            foreach (var piece in first)
                yield return Describe(piece);
            while (await rest.MoveNextAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (rest.Current is { Text.Length: > 0 } or { End: not null })
                    yield return Describe(rest.Current);
            }
        }

        yield return new(new TextEvent { Usage = Sum(usage), Seed = seed });

        SseItem<TextEvent> Describe(TextPiece piece)
        {
            var written = ToEvent(piece);
            usage.Add(written.Usage);
            return new(written);
        }
    }

    private static TextEvent ToEvent(TextPiece piece)
    {
        var written = new TextEvent { Index = piece.Index, Text = piece.Text };
        if (piece.End is not { } end)
            return written;

        var reason = end.FindReason();
        return written with
        {
            FinishReason = reason,
            Usage = TokenUsage.Of(end.PromptTokens, end.NewTokens),
            Weights = end.WeightsHash,
            Generation = end.Generation,
            Error = reason is null ? end.ToError() : null,
        };
    }

    private static TokenUsage Sum(IEnumerable<TokenUsage?> usage)
    {
        List<TokenUsage> known = [.. usage.OfType<TokenUsage>()];
        return TokenUsage.Of(known.Sum(own => own.PromptTokens), known.Sum(own => own.NewTokens));
    }

    private static IResult ToProblem(RowError error) =>
        Results.Problem(error.Detail, statusCode: error.Status, extensions: [new("state", error.State)]);
}
