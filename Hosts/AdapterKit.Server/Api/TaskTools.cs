using System.Security.Claims;
using System.Text.Json;
using AdapterKit.Hosting;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace AdapterKit.Server;

/// <summary>
/// The tasks as tools of the Model Context Protocol: a tool for each task that the key may use, whatever is served right now.
/// </summary>
internal static class TaskTools
{
    private const string Text = "text";
    private const string Second = "second";
    private const string MaxTokens = "maxTokens";

    private static readonly ToolAnnotations Annotations = new()
    {
        ReadOnlyHint = true,
        IdempotentHint = true,
        DestructiveHint = false,
        OpenWorldHint = false,
    };

    public static IServiceCollection AddTaskTools(this IServiceCollection services)
    {
        // Answers depend on nothing but the request, so that there is no session to keep.
        services.AddMcpServer(server => server.ServerInfo = new Implementation { Name = "AdapterKit", Version = Version })
            .WithHttpTransport(transport => transport.Stateless = true)
            .WithListToolsHandler(ListAsync)
            .WithCallToolHandler(CallAsync);
        return services;
    }

    public static void MapTaskTools(this IEndpointRouteBuilder routes) => routes.MapMcp("/mcp").RequireAuthorization();

    private static string Version => typeof(TaskTools).Assembly.GetName().Version!.ToString(3);

    private static ValueTask<ListToolsResult> ListAsync(RequestContext<ListToolsRequestParams> request, CancellationToken cancellationToken)
    {
        var own = GetService<TaskCatalog>(request).List(UserOf(request));
        return ValueTask.FromResult(new ListToolsResult { Tools = [.. own.Select(Describe)] });
    }

    private static async ValueTask<CallToolResult> CallAsync(
        RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        try
        {
            var call = request.Params!;
            var text = Read(call, Text) ?? throw new RequestException("Send a 'text'.");
            if (GetService<TaskCatalog>(request).List(UserOf(request)).Any(task => task.Id == call.Name && task.Writes))
                return await WriteAsync(request, call, text, cancellationToken);

            var row = new DispatchRow(call.Name, new TaskInput(text, Read(call, Second)));
            var results = await GetService<RequestRunner>(request).RunAsync([row], timeoutMs: null, UserOf(request), cancellationToken);
            var answer = results[0].ToAnswer();
            return answer.Error is { } error ? Fail(error.Detail) : Succeed(answer);
        }
        catch (Exception error) when (error is RequestException or DispatchRejectedException)
        {
            return Fail(error.Message);
        }
    }

    private static async Task<CallToolResult> WriteAsync(
        MessageContext request, CallToolRequestParams call, string text, CancellationToken cancellationToken)
    {
        var runner = GetService<GenerationRunner>(request);
        var options = runner.ReadOptions(new GenerateRequest([text], ReadNumber(call, MaxTokens)));
        var pieces = runner.Run(call.Name, [text], options, timeoutMs: null, UserOf(request), cancellationToken);
        var written = (await GenerationEndpoints.ReadAsync(pieces, 1, cancellationToken))[0];
        return written.Error is { } error ? Fail(error.Detail) : new CallToolResult
        {
            Content = [new TextContentBlock { Text = written.Text! }],
            StructuredContent = JsonSerializer.SerializeToElement(new { text = written.Text, finishReason = written.FinishReason }),
        };
    }

    private static Tool Describe(TaskInfo task)
    {
        if (task.Writes)
            return DescribeWriter(task);

        var isPaired = task.Reads == TaskInfo.Pairs;
        object text = new { type = "string", description = $"The text. What exceeds {task.MaxTokens} tokens is not read." };
        object second = new { type = "string", description = "The other text of the pair." };
        object properties = isPaired ? new { text, second } : new { text };
        return new Tool
        {
            Name = task.Id,
            Description = DescribePrediction(task, isPaired ? "a pair of texts" : "a text"),
            InputSchema = JsonSerializer.SerializeToElement(
                new { type = "object", properties, required = isPaired ? (string[])[Text, Second] : [Text] }),
            Annotations = Annotations,
        };
    }

    private static Tool DescribeWriter(TaskInfo task)
    {
        object text = new { type = "string", description = "The text." };
        object maxTokens = new { type = "integer", minimum = 1, description = "The maximum number of new tokens." };
        return new Tool
        {
            Name = task.Id,
            Description = $"Writes '{task.Id}' ({task.Kind}): a text for a text.",
            InputSchema = JsonSerializer.SerializeToElement(
                new { type = "object", properties = new { text, maxTokens }, required = (string[])[Text] }),
            Annotations = Annotations,
        };
    }

    private static string DescribePrediction(TaskInfo task, string reads)
    {
        var labels = task.Labels.Count == 0 ? "" : $" Labels: {string.Join(", ", task.Labels)}.";
        return $"Predicts '{task.Id}' ({task.Kind}) for {reads}.{labels}";
    }

    private static CallToolResult Succeed(Answer answer)
    {
        var json = JsonSerializer.SerializeToElement(new { prediction = answer.Prediction, isTruncated = answer.IsTruncated });
        return new CallToolResult { Content = [new TextContentBlock { Text = json.GetRawText() }], StructuredContent = json };
    }

    private static CallToolResult Fail(string reason) => new() { Content = [new TextContentBlock { Text = reason }], IsError = true };

    private static string? Read(CallToolRequestParams call, string name) =>
        call.Arguments?.TryGetValue(name, out var value) != true || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new RequestException($"'{name}' must be a text.");

    private static int? ReadNumber(CallToolRequestParams call, string name) =>
        call.Arguments?.TryGetValue(name, out var value) != true || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : throw new RequestException($"'{name}' must be a number.");

    private static ClaimsPrincipal UserOf(MessageContext request) => request.User ?? new ClaimsPrincipal();

    private static T GetService<T>(MessageContext request)
        where T : notnull => request.Services!.GetRequiredService<T>();
}
