using System.Security.Claims;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Lets tasks write texts for whoever asks.</summary>
internal sealed class GenerationRunner(IRowRunner runner, KeyRing keys, IOptions<ServerOptions> options)
{
    private const int MaxStopTexts = 8;
    private const int MaxStopLength = 100;

    /// <summary>Reads how texts are to be written. What is not said is as the library has it, but for the seed, which is drawn.</summary>
    /// <exception cref="RequestException">An option is outside of its range.</exception>
    public GenerationOptions ReadOptions(GenerateRequest request)
    {
        var (standard, server) = (new GenerationOptions(), options.Value);
        var chosen = new GenerationOptions
        {
            MaxNewTokens = request.MaxTokens ?? Math.Min(standard.MaxNewTokens, server.MaxNewTokens),
            Temperature = request.Temperature ?? standard.Temperature,
            TopK = request.TopK ?? standard.TopK,
            TopP = request.TopP ?? standard.TopP,
            Beams = request.Beams ?? standard.Beams,
            LengthPenalty = request.LengthPenalty ?? standard.LengthPenalty,
            RepetitionPenalty = request.RepetitionPenalty ?? standard.RepetitionPenalty,
            StopTexts = [.. (request.Stop ?? []).Select(text => text ?? "")],
            Seed = request.Seed ?? Random.Shared.Next(),
        };
        var most = server.MaxNewTokens;
        Require(chosen.MaxNewTokens >= 1 && chosen.MaxNewTokens <= most, $"maxTokens must be from 1 to {most}.");
        Require(chosen.Temperature is >= 0 and <= 100, "temperature must be from 0 to 100.");
        Require(chosen.TopK >= 0, "topK must not be negative; 0 is for all tokens.");
        Require(chosen.TopP is > 0 and <= 1, "topP must be above 0, and 1 at most.");
        Require(chosen.Beams >= 1 && chosen.Beams <= server.MaxBeams, $"beams must be from 1 to {server.MaxBeams}.");
        Require(chosen.Beams == 1 || chosen.Temperature == 0, "With several beams no token is drawn: leave out temperature, or beams.");
        Require(chosen.LengthPenalty is >= -10 and <= 10, "lengthPenalty must be from -10 to 10.");
        Require(chosen.RepetitionPenalty is >= 0.01 and <= 100, "repetitionPenalty must be from 0.01 to 100.");
        Require(
            chosen.StopTexts.Count <= MaxStopTexts && chosen.StopTexts.All(text => text.Length is > 0 and <= MaxStopLength),
            $"stop must be up to {MaxStopTexts} texts of 1 to {MaxStopLength} characters.");
        return chosen;
    }

    /// <summary>Begins to write.</summary>
    /// <returns>What is written, as it is.</returns>
    /// <exception cref="DispatchRejectedException">The request was not accepted; thrown by the first read in a cluster.</exception>
    /// <exception cref="RequestException">There is no text, or there are too many, or the time is none.</exception>
    public IAsyncEnumerable<TextPiece> Run(
        string task,
        IReadOnlyList<string?>? texts,
        GenerationOptions chosen,
        int? timeoutMs,
        ClaimsPrincipal user,
        CancellationToken cancellationToken)
    {
        var max = options.Value.MaxRowsPerRequest;
        if (texts is null or { Count: 0 })
            throw new RequestException("There is no text. Send at least one.");
        if (texts.Count > max)
        {
            throw new RequestException(
                $"The request has {texts.Count} texts, but {max} are allowed. Split it into smaller ones.",
                StatusCodes.Status413PayloadTooLarge);
        }

        Require(timeoutMs is null or > 0, $"timeoutMs is {timeoutMs}, but must be positive.");
        List<string> whole = [.. texts.Select(text => text ?? throw new RequestException("A text is null."))];
        if (!user.MayUse(task))
            throw new RequestException($"There is no task '{task}'.", StatusCodes.Status404NotFound);

        var name = user.Identity?.Name ?? "";
        TimeSpan? timeout = timeoutMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
        return runner.Generate(task, whole, chosen, name, timeout, tokens => keys.Charge(name, tokens), cancellationToken);
    }

    private static void Require(bool isMet, string otherwise)
    {
        if (!isMet)
            throw new RequestException(otherwise);
    }
}
