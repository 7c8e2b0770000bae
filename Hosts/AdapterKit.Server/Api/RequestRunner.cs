using System.Security.Claims;
using AdapterKit.Hosting;
using Microsoft.Extensions.Options;

namespace AdapterKit.Server;

/// <summary>Runs the rows of a request for whoever sends it.</summary>
internal sealed class RequestRunner(IRowRunner runner, Backbone backbone, KeyRing keys, IOptions<ServerOptions> options)
{
    /// <summary>The frozen model, as answers name it.</summary>
    public BackboneInfo Backbone { get; } = new(backbone.Id, backbone.Hash);

    /// <summary>Runs rows.</summary>
    /// <exception cref="DispatchRejectedException">They were not accepted.</exception>
    /// <exception cref="RequestException">There is none, or there are too many, or the time is none.</exception>
    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<DispatchRow> rows, int? timeoutMs, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        var max = options.Value.MaxRowsPerRequest;
        if (rows.Count == 0)
            throw new RequestException("There is no text. Send at least one.");
        if (rows.Count > max)
        {
            throw new RequestException(
                $"The request has {rows.Count} rows, but {max} are allowed. Split it into smaller ones.",
                StatusCodes.Status413PayloadTooLarge);
        }

        if (timeoutMs <= 0)
            throw new RequestException($"timeoutMs is {timeoutMs}, but must be positive.");

        var name = user.Identity?.Name ?? "";

        // A task that a key does not open is as good as none: names are nobody else's business.
        List<DispatchRow> own = [.. rows.Where(row => row.Task is not { } task || user.MayUse(task))];
        TimeSpan? timeout = timeoutMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null;
        var results = await runner.RunAsync(own, name, timeout, tokens => keys.Charge(name, tokens), cancellationToken);
        if (own.Count == rows.Count)
            return results;

        var next = 0;
        return [.. rows.Select(row => row.Task is not { } task || user.MayUse(task)
            ? results[next++]
            : new RowResult(RowState.NotFound, $"There is no task '{task}'."))];
    }
}
