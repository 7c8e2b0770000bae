using System.Runtime.CompilerServices;
using System.Security.Claims;
using AdapterKit.Hosting;
using Google.Protobuf.WellKnownTypes;
using global::Grpc.Core;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server.Grpc;

/// <summary>Answers the rows of a stream, each as soon as its pass has ended.</summary>
/// <remarks>
/// As many rows of a stream are open as a request may have; the next ones are read when some are answered, so that the transport holds a
/// client back that sends faster than it is answered.
/// </remarks>
internal sealed partial class PredictionService(
    RequestRunner runner, GenerationRunner texts, OpenStreams streams, IOptions<ServerOptions> options, IHostApplicationLifetime lifetime)
    : Predictions.PredictionsBase
{
    public override async Task<RowAnswer> PredictRow(Row request, ServerCallContext context)
    {
        var answer = await AnswerAsync(request, context.GetHttpContext().User, context.Deadline, context.CancellationToken);
        return answer.Error is { } error ? throw ToStatus(error) : answer;
    }

    public override async Task Predict(
        IAsyncStreamReader<Row> requestStream, IServerStreamWriter<RowAnswer> responseStream, ServerCallContext context)
    {
        using var stream = streams.Enter();
        await AnswerAllAsync(requestStream, responseStream, context);
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            throw new RpcException(new Status(StatusCode.Unavailable, "The server is stopping. Send the rest to another one."));
    }

    private async Task AnswerAllAsync(
        IAsyncStreamReader<Row> requestStream, IServerStreamWriter<RowAnswer> responseStream, ServerCallContext context)
    {
        var user = context.GetHttpContext().User;
        using var writing = new SemaphoreSlim(1);
        var limits = new ParallelOptions
        {
            MaxDegreeOfParallelism = options.Value.MaxRowsPerRequest,
            CancellationToken = context.CancellationToken,
        };
        await Parallel.ForEachAsync(ReadAsync(requestStream, context.CancellationToken), limits, async (row, cancellationToken) =>
        {
            var answer = await AnswerAsync(row, user, context.Deadline, cancellationToken);
            await writing.WaitAsync(cancellationToken);
            try
            {
                await responseStream.WriteAsync(answer, cancellationToken);
            }
            finally
            {
                writing.Release();
            }
        });
    }

    // What was read is answered, also when the server stops.
    private async IAsyncEnumerable<Row> ReadAsync(
        IAsyncStreamReader<Row> stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        while (await HasNextAsync())
            yield return stream.Current;

        async Task<bool> HasNextAsync()
        {
            try
            {
                return await stream.MoveNext(stopping.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }
    }

    private async Task<RowAnswer> AnswerAsync(Row row, ClaimsPrincipal user, DateTime deadline, CancellationToken cancellationToken)
    {
        try
        {
            var task = row.Task.Length == 0 ? null : row.Task;
            if (task is null && !user.HasClaim(Scope.ClaimType, Scope.Embed))
                return Fail(row, StatusCode.PermissionDenied, "The key does not open embeddings. Ask for one with the scope 'embed'.");

            var input = new TaskInput(row.Text, row.HasSecond ? row.Second : null);
            var results = await runner.RunAsync(
                [new DispatchRow(task, input)], TimeOf(row.HasTimeoutMs ? row.TimeoutMs : null, deadline), user, cancellationToken);
            return ToAnswer(row, results[0]);
        }
        catch (Exception error) when (error is DispatchRejectedException or RequestException)
        {
            return new() { Id = row.Id, Error = ToProblem(error) };
        }
    }

    private static Problem ToProblem(Exception error)
    {
        var (status, detail) = ErrorHandler.Describe(error);
        return new()
        {
            Code = (int)CodeOf(status),
            Detail = detail,
            RetryAfterMs = error is DispatchRejectedException rejection ? (int)rejection.RetryAfter.TotalMilliseconds : 0,
        };
    }

    private static RpcException ToStatus(Problem problem) => new(new Status((StatusCode)problem.Code, problem.Detail));

    private static RowAnswer ToAnswer(Row row, RowResult result)
    {
        if (row.Task.Length == 0 && result.State == RowState.Answered)
        {
            var embedding = new Embedding();
            embedding.Values.AddRange(result.Embedding.ToArray());
            return new RowAnswer { Id = row.Id, Embedding = embedding };
        }

        var answer = result.ToAnswer();
        return answer.Error is { } error
            ? Fail(row, CodeOf(error.Status), error.Detail)
            : new RowAnswer
            {
                Id = row.Id,
                Prediction = Struct.Parser.ParseJson(answer.Prediction!.ToJsonString()),
                IsTruncated = answer.IsTruncated,
                Weights = answer.Weights ?? "",
                DroppedLayers = result.DroppedLayers,
            };
    }

    // The deadline of a call without one is the end of time.
    private static int? TimeOf(int? timeoutMs, DateTime deadline)
    {
        int? rest = deadline == DateTime.MaxValue
            ? null
            : (int)Math.Clamp((deadline - DateTime.UtcNow).TotalMilliseconds, 1, int.MaxValue);
        return timeoutMs is { } time ? Math.Min(time, rest ?? int.MaxValue) : rest;
    }

    private static RowAnswer Fail(Row row, StatusCode code, string detail) =>
        new() { Id = row.Id, Error = new Problem { Code = (int)code, Detail = detail } };

    private static StatusCode CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status422UnprocessableEntity =>
            StatusCode.InvalidArgument,
        StatusCodes.Status404NotFound => StatusCode.NotFound,
        StatusCodes.Status429TooManyRequests => StatusCode.ResourceExhausted,
        StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
        StatusCodes.Status504GatewayTimeout => StatusCode.DeadlineExceeded,
        _ => StatusCode.Internal,
    };
}
