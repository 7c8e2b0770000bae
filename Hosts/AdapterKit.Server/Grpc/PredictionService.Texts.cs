using AdapterKit.Hosting;
using global::Grpc.Core;

namespace AdapterKit.Server.Grpc;

/// <content>Texts that tasks write.</content>
internal sealed partial class PredictionService
{
    public override async Task Generate(TextRequest request, IServerStreamWriter<TextPart> responseStream, ServerCallContext context)
    {
        using var stream = streams.Enter();
        try
        {
            var options = texts.ReadOptions(ToRequest(request));
            var pieces = texts.Run(
                request.Task,
                request.Texts,
                options,
                TimeOf(request.HasTimeoutMs ? request.TimeoutMs : null, context.Deadline),
                context.GetHttpContext().User,
                context.CancellationToken);
            var (failed, isWriting) = (new List<TextPart>(), false);
            await foreach (var piece in pieces)
            {
                failed.Add(ToPart(piece));
                isWriting |= piece.End is not { State: not RowState.Answered, NewTokens: 0 };
                if (!isWriting)
                    continue;

                foreach (var part in failed)
                    await responseStream.WriteAsync(part, context.CancellationToken);

                failed.Clear();
            }

            if (!isWriting)
                throw ToStatus(failed[0].End.Error);
        }
        catch (Exception error) when (error is DispatchRejectedException or RequestException)
        {
            throw ToStatus(ToProblem(error));
        }
    }

    private static GenerateRequest ToRequest(TextRequest request) => new(
        Texts: null,
        request.HasMaxTokens ? request.MaxTokens : null,
        request.HasTemperature ? request.Temperature : null,
        request.HasTopK ? request.TopK : null,
        request.HasTopP ? request.TopP : null,
        request.HasBeams ? request.Beams : null,
        request.HasLengthPenalty ? request.LengthPenalty : null,
        request.HasRepetitionPenalty ? request.RepetitionPenalty : null,
        request.Stop,
        request.HasSeed ? request.Seed : null);

    private static TextPart ToPart(TextPiece piece)
    {
        var part = new TextPart { Index = piece.Index, Text = piece.Text };
        if (piece.End is not { } end)
            return part;

        var (reason, error) = (end.FindReason(), end.ToError());
        part.End = new TextEnd
        {
            FinishReason = reason ?? "",
            PromptTokens = end.PromptTokens,
            NewTokens = end.NewTokens,
            Weights = end.WeightsHash ?? "",
            Error = reason is null ? new Problem { Code = (int)CodeOf(error.Status), Detail = error.Detail } : null,
        };
        return part;
    }
}
