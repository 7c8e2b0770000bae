using System.Security.Claims;
using AdapterKit.Hosting;

namespace AdapterKit.Server;

/// <summary>The tasks, and what they predict.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this IEndpointRouteBuilder routes)
    {
        var tasks = routes.MapGroup("/v1").RequireAuthorization().WithTags("Tasks");
        tasks.MapGet("/tasks", List).WithSummary("The tasks that the key may use.");
        tasks.MapGet("/tasks/{task}", Find).Produces<TaskInfo>().ProducesProblem(404).WithSummary("One task.");
        tasks.MapPost("/tasks/{task}/predict", PredictAsync).Produces<PredictResponse>().WithErrors()
            .WithSummary("What one task says of texts.");
        tasks.MapPost("/predict", PredictMixedAsync).Produces<MixedResponse>().WithErrors()
            .WithSummary("What different tasks say of different texts, in the same passes.");
    }

    /// <summary>The errors of every request that is dispatched.</summary>
    public static RouteHandlerBuilder WithErrors(this RouteHandlerBuilder route)
    {
        foreach (var status in (int[])[400, 401, 404, 413, 422, 429, 500, 503, 504])
            route.ProducesProblem(status);

        return route;
    }

    private static TaskList List(TaskCatalog catalog, RequestRunner runner, ClaimsPrincipal user) =>
        new(runner.Backbone, catalog.Generation, catalog.List(user));

    private static IResult Find(string task, TaskCatalog catalog, ClaimsPrincipal user) =>
        catalog.List(user).FirstOrDefault(one => one.Id == task) is { } found
            ? Results.Ok(found)
            : Results.Problem($"There is no task '{task}'.", statusCode: StatusCodes.Status404NotFound);

    private static async Task<IResult> PredictAsync(
        string task, PredictRequest request, RequestRunner runner, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (request.Texts is not null == request.Pairs is not null)
            throw new RequestException("Send either texts or pairs.");

        List<DispatchRow> rows = [.. (request.Texts?.Select(text => new TaskInput(Require(text)))
            ?? request.Pairs!.Select(ToInput)).Select(input => new DispatchRow(task, input))];
        var results = await runner.RunAsync(rows, request.TimeoutMs, user, cancellationToken);
        List<Answer> answers = [.. results.Select(result => result.ToAnswer())];
        return RowErrors.FindError(answers) ?? Results.Ok(new PredictResponse(task, runner.Backbone, answers));
    }

    private static async Task<IResult> PredictMixedAsync(
        MixedRequest request, TaskCatalog catalog, RequestRunner runner, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        List<List<DispatchRow>> rows = [.. (request.Rows ?? []).Select(row => ToRows(row, catalog, user))];
        var results = await runner.RunAsync([.. rows.SelectMany(row => row)], request.TimeoutMs, user, cancellationToken);
        List<Answer> answers = [.. results.Select(result => result.ToAnswer())];
        if (RowErrors.FindError(answers) is { } error)
            return error;

        var next = 0;
        return Results.Ok(new MixedResponse(
            runner.Backbone, [.. rows.Select(row => new MixedAnswers(row.ToDictionary(own => own.Task!, _ => answers[next++])))]));
    }

    private static List<DispatchRow> ToRows(MixedRow row, TaskCatalog catalog, ClaimsPrincipal user)
    {
        var input = new TaskInput(Require(row?.Text), row!.Second);
        if (row.Tasks is { Count: > 0 } named)
            return [.. named.Distinct().Select(task => new DispatchRow(Require(task), input))];

        var reads = row.Second is null ? TaskInfo.Texts : TaskInfo.Pairs;
        return [.. catalog.List(user).Where(task => task.Reads == reads).Select(task => new DispatchRow(task.Id, input))];
    }

    private static TaskInput ToInput(IReadOnlyList<string> pair) => pair is [{ } first, { } second]
        ? new(first, second)
        : throw new RequestException("A pair has two texts.");

    private static string Require(string? text) => text ?? throw new RequestException("A text or a task is null or missing.");
}
