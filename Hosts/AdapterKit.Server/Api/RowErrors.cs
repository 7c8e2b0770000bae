using System.Text.Json;
using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>Turns results into answers.</summary>
internal static class RowErrors
{
    // What a task throws may quote a text of whoever shares the pass.
    private const string TaskFailed =
        "The task failed on this text, or on one beside it. Once it is quarantined, the administration shows what it did.";

    /// <summary>The answer to a row.</summary>
    public static Answer ToAnswer(this RowResult result)
    {
        if (result.State == RowState.Failed)
            return Failed(result.State, TaskFailed);
        if (result.State != RowState.Answered)
            return Failed(result.State, result.Reason);

        try
        {
            return new(result.Prediction!.ToJson(), result.Prediction.IsTruncated, result.WeightsHash, result.Generation, Error: null)
            {
                DroppedLayers = result.DroppedLayers > 0 ? result.DroppedLayers : null,
            };
        }
#pragma warning disable CA1031 // A kind of task may be a plugin's own, whose predictions run its code.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Failed(RowState.Failed, $"The prediction cannot be written: {error.GetType().Name}. Contact the author of the task.");
        }

        Answer Failed(RowState state, string reason) => new(
            Prediction: null,
            IsTruncated: false,
            result.WeightsHash,
            result.Generation,
            new RowError(StatusOf(state), state.ToString(), reason));
    }

    /// <summary>Why a text ends, as answers say it; <see langword="null"/> if it is an error.</summary>
    public static string? FindReason(this TextSummary end) =>
        end.Finish is { } finish ? JsonNamingPolicy.CamelCase.ConvertName(finish.ToString())
        : end is { State: RowState.Late, NewTokens: > 0 } ? "time"
        : null;

    /// <summary>What went wrong with a text.</summary>
    public static RowError ToError(this TextSummary end) =>
        new(StatusOf(end.State), end.State.ToString(), end.State == RowState.Failed ? TaskFailed : end.Reason);

    /// <summary>The error of a request of which no row was answered; <see langword="null"/> if one was.</summary>
    public static IResult? FindError(IReadOnlyList<Answer> answers) => answers is [{ Error: { } first }, ..]
        && answers.All(answer => answer.Error is not null)
            ? Results.Problem(first.Detail, statusCode: first.Status, extensions: [new("state", first.State)])
            : null;

    private static int StatusOf(RowState state) => state switch
    {
        RowState.NotFound => StatusCodes.Status404NotFound,
        RowState.Unfit => StatusCodes.Status422UnprocessableEntity,
        RowState.Late => StatusCodes.Status504GatewayTimeout,
        RowState.Quarantined or RowState.Unreachable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
