using System.Globalization;
using AdapterKit.Hosting;
using Microsoft.AspNetCore.Diagnostics;

namespace AdapterKit.Server;

/// <summary>Answers what goes wrong by problem details; nothing of a text is logged or told.</summary>
internal sealed class ErrorHandler(ILogger<ErrorHandler> log) : IExceptionHandler
{
    private static readonly Action<ILogger, string, string, Exception?> Unexpected = LoggerMessage.Define<string, string>(
        LogLevel.Error, new EventId(1, nameof(Unexpected)), "{Path} failed: {Type}.");

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception error, CancellationToken cancellationToken)
    {
        var (status, detail) = Describe(error);
        if (status == StatusCodes.Status500InternalServerError)
            Unexpected(log, context.GetEndpoint()?.DisplayName ?? "", error.GetType().Name, null);
        if (error is DispatchRejectedException { RetryAfter: { Ticks: > 0 } after })
            context.Response.Headers.RetryAfter = after.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);

        await Results.Problem(detail, statusCode: status).ExecuteAsync(context);
        return true;
    }

    /// <summary>The status that an error has over HTTP, and what is told about it.</summary>
    public static (int Status, string Detail) Describe(Exception error) => error switch
    {
        RequestException request => (request.Status, request.Message),
        DispatchRejectedException { Reason: RejectionReason.TooLarge } => (StatusCodes.Status413PayloadTooLarge, error.Message),
        DispatchRejectedException { Reason: RejectionReason.Stopping } => (StatusCodes.Status503ServiceUnavailable, error.Message),
        DispatchRejectedException => (StatusCodes.Status429TooManyRequests, error.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (StatusCodes.Status413PayloadTooLarge, "The body is too large. Split the request into smaller ones."),
        BadHttpRequestException bad =>
            (bad.StatusCode, "The body is not what this path reads. Send JSON with Content-Type: application/json; see /openapi/v1.json."),
        OperationCanceledException => (StatusCodes.Status499ClientClosedRequest, "The client has left."),
        _ => (StatusCodes.Status500InternalServerError, "The server failed. Its log says where."),
    };
}
