using System.Security.Claims;
using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>What operators ask for and do.</summary>
internal static class AdminEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").RequireAuthorization(Scope.Admin);
        MapReadings(admin.MapGroup("").WithTags("Readings"));
        MapChanges(admin.MapGroup("").WithTags("Changes"));
        MapTrials(admin.MapGroup("/tasks/{task}").WithTags("Trials"));
    }

    private static void MapReadings(RouteGroupBuilder admin)
    {
        admin.MapGet("/status", (Administration acts) => acts.Status)
            .WithSummary("What is served, what waits, and what was done in the last minute.");
        admin.MapGet("/audit", (AuditLog audit) => audit.Recent)
            .WithSummary("The latest acts since the server started, the newest first.");
    }

    private static void MapChanges(RouteGroupBuilder admin)
    {
        admin.MapPost("/stage", (Administration acts, ClaimsPrincipal user) => acts.Stage(NameOf(user)))
            .WithSummary("Loads and tests what lies in the plugin directories, beside what is served.");
        admin.MapPost("/plugins/{plugin}/stage", (string plugin, Administration acts, ClaimsPrincipal user) =>
                Conflicting(() => acts.StagePlugin(NameOf(user), plugin)))
            .Produces<IReadOnlyList<AdminPlugin>>().ProducesProblem(404)
            .WithSummary("Loads and tests one plugin as it lies in the directories; all others stay.");
        admin.MapDelete("/stage", (Administration acts, ClaimsPrincipal user) =>
                NoContentOr404(acts.Discard(NameOf(user)), "Nothing is staged."))
            .Produces(204).ProducesProblem(404).WithSummary("Discards what was staged.");
        admin.MapPost("/activate", (Administration acts, ClaimsPrincipal user) => ConflictingAsync(() => acts.ActivateAsync(NameOf(user))))
            .Produces<AdminStatus>().ProducesProblem(409).WithSummary("Serves what was staged.");
        admin.MapPost("/rollback", (Administration acts, ClaimsPrincipal user) => ConflictingAsync(() => acts.RollbackAsync(NameOf(user))))
            .Produces<AdminStatus>().ProducesProblem(409).WithSummary("Serves again what was served before.");
        admin.MapPost("/plugins/{plugin}/rollback", (string plugin, Administration acts, ClaimsPrincipal user) =>
                ConflictingAsync(() => acts.RollbackPluginAsync(NameOf(user), plugin)))
            .Produces<AdminStatus>().ProducesProblem(409).WithSummary("Serves one plugin again as it was before; all others stay.");
        admin.MapPut("/tasks/{task}/quarantine", (
                string task, QuarantineRequest? request, Administration acts, ClaimsPrincipal user) =>
                acts.Quarantine(NameOf(user), task, request?.Reason))
            .WithSummary("Takes a task out of service.");
        admin.MapDelete("/tasks/{task}/quarantine", (string task, Administration acts, ClaimsPrincipal user) =>
                NoContentOr404(acts.Release(NameOf(user), task), $"Task '{task}' is not quarantined."))
            .Produces(204).ProducesProblem(404).WithSummary("Puts a task back into service.");
    }

    private static void MapTrials(RouteGroupBuilder task)
    {
        task.MapPost("/predict", async (
                string task, TryRequest request, RequestDispatcher dispatcher, ClaimsPrincipal user, CancellationToken cancellationToken) =>
            {
                var results = await dispatcher.RunAsync(
                    [new DispatchRow(task, InputOf(request))], NameOf(user), cancellationToken: cancellationToken);
                var answer = results[0].ToAnswer();
                return RowErrors.FindError([answer]) ?? Results.Ok(answer);
            })
            .Produces<Answer>().WithErrors().WithSummary("What a task says of a text.");
        task.MapPost("/attention", (
                string task, TryRequest request, PluginHost host, RequestDispatcher dispatcher, CancellationToken cancellationToken) =>
                AttentionReader.ReadAsync(host, dispatcher, task, InputOf(request), cancellationToken))
            .Produces<AttentionResponse>().WithErrors().WithSummary("What the fusion of a task attends to in a text.");
    }

    private static TaskInput InputOf(TryRequest request) =>
        new(request.Text ?? throw new RequestException("Send a 'text'."), request.Second);

    /// <summary>Who asks.</summary>
    public static string NameOf(ClaimsPrincipal user) => user.Identity?.Name ?? "";

    /// <summary>The answer to an act that removes something.</summary>
    public static IResult NoContentOr404(bool done, string otherwise) =>
        done ? Results.NoContent() : Results.Problem(otherwise, statusCode: StatusCodes.Status404NotFound);

    /// <summary>The answer to an act that what is served may not allow.</summary>
    public static IResult Conflicting<T>(Func<T> act)
    {
        try
        {
            return Results.Ok(act());
        }
        catch (Exception error) when (FindConflict(error) is { } status)
        {
            return Results.Problem(error.Message, statusCode: status);
        }
    }

    private static async Task<IResult> ConflictingAsync<T>(Func<Task<T>> act)
    {
        try
        {
            return Results.Ok(await act());
        }
        catch (Exception error) when (FindConflict(error) is { } status)
        {
            return Results.Problem(error.Message, statusCode: status);
        }
    }

    private static int? FindConflict(Exception error) => error switch
    {
        ArgumentException => StatusCodes.Status404NotFound,
        PluginException => StatusCodes.Status422UnprocessableEntity,
        InvalidOperationException => StatusCodes.Status409Conflict,
        _ => null,
    };
}
