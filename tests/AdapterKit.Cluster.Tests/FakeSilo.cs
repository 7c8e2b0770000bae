using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdapterKit.Hosting;

namespace AdapterKit.Cluster.Tests;

/// <summary>A silo without a model: it answers each row by its own name, and writes it and the options for each text.</summary>
internal sealed class FakeSilo(string name, params string[] tasks) : ILocalSilo, IRowRunner
{
    private int running;

    public string Name => name;

    public string Backbone => "sha256:backbone";

    public string Plugin { get; set; } = "sha256:plugin";

    public string? Weights { get; set; } = "sha256:weights";

    public int QueuedTokens { get; set; }

    /// <summary>The tasks that are out of service.</summary>
    public HashSet<string> Quarantined { get; } = [];

    /// <summary>What other weights wait for before they are applied.</summary>
    public Task Brake { get; set; } = Task.CompletedTask;

    /// <summary>What rows wait for before they are answered.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Whether it accepts nothing more.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>The number of requests that nobody waits for any more.</summary>
    public int Abandoned { get; private set; }

    public IRowRunner Runner => this;

    public IReadOnlyList<SiloTask> Tasks =>
        [.. tasks.Select(task => new SiloTask(new ServedTask(task, "classification", ["ham", "spam"], false, 128, Weights), Plugin))];

    /// <summary>The rows that were answered.</summary>
    public ConcurrentQueue<DispatchRow> Rows { get; } = [];

    /// <summary>The archives of weights that were applied.</summary>
    public ConcurrentQueue<(string Task, string Hash, string Content)> Applied { get; } = [];

    /// <summary>Why rows are not accepted.</summary>
    public DispatchRejectedException? Rejection { get; set; }

    public bool Serves(string task) => tasks.Contains(task);

    public bool IsQuarantined(string task) => Quarantined.Contains(task);

    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        IsDraining = true;
        await (Gate?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
        while (Volatile.Read(ref running) > 0)
            await Task.Delay(1, cancellationToken);
    }

    /// <summary>Serves other weights.</summary>
    public async Task ApplyAsync(string task, string hash, Stream archive, CancellationToken cancellationToken)
    {
        await Brake.WaitAsync(cancellationToken);
        using var reader = new StreamReader(archive);
        Applied.Enqueue((task, hash, await reader.ReadToEndAsync(cancellationToken)));
        Weights = hash;
    }

    public async Task<IReadOnlyList<RowResult>> RunAsync(
        IReadOnlyList<DispatchRow> rows,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default)
    {
        if (charge?.Invoke(rows.Count) is { } wait)
            throw new DispatchRejectedException(RejectionReason.RateLimited, wait, "used up");
        if (Rejection is { } rejection)
            throw rejection;

        foreach (var row in rows)
            Rows.Enqueue(row);

        if (rows.Any(row => row.Input.Text == "explode"))
            throw new FormatException("a secret text");

        Interlocked.Increment(ref running);
        try
        {
            await WaitAtGateAsync(cancellationToken);
            return [.. rows.Select(Answer)];
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    public IAsyncEnumerable<TextPiece> Generate(
        string task,
        IReadOnlyList<string> texts,
        GenerationOptions? options = null,
        string key = "",
        TimeSpan? timeout = null,
        Func<int, TimeSpan?>? charge = null,
        CancellationToken cancellationToken = default)
    {
        if (charge?.Invoke(texts.Count) is { } wait)
            throw new DispatchRejectedException(RejectionReason.RateLimited, wait, "used up");
        if (Rejection is { } rejection)
            throw rejection;
        if (texts.Contains("explode"))
            throw new FormatException("a secret text");

        return WriteAsync(texts, options!, cancellationToken);
    }

    private async Task WaitAtGateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (Gate?.Task ?? Task.CompletedTask).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Abandoned++;
            throw;
        }
    }

    private async IAsyncEnumerable<TextPiece> WriteAsync(
        IReadOnlyList<string> texts, GenerationOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var index = 0; index < texts.Count; index++)
            yield return new TextPiece(index, name + " ");

        await WaitAtGateAsync(cancellationToken);
        for (var index = 0; index < texts.Count; index++)
        {
            yield return new TextPiece(index, texts[index] + JsonSerializer.Serialize(options))
            {
                End = new TextSummary(RowState.Late, "its time was up")
                {
                    Finish = FinishReason.StopText,
                    PromptTokens = 2,
                    NewTokens = 3,
                    Generation = 7,
                    WeightsHash = "sha256:weights",
                },
            };
        }
    }

    private RowResult Answer(DispatchRow row) => row.Task switch
    {
        null => new RowResult(RowState.Answered) { Embedding = new float[] { 1, 2 }, Tokens = 1, Generation = 1 },
        { } task when !Serves(task) => new RowResult(RowState.NotFound, $"There is no task '{task}'."),
        { } task when IsQuarantined(task) => new RowResult(RowState.Quarantined, $"Task '{task}' is out of service."),
        _ when row.Input.Text == "throw" => new RowResult(RowState.Answered) { Prediction = new BrokenPrediction() },
        _ => new RowResult(RowState.Answered)
        {
            Prediction = new NamedPrediction(name, row.Input.Text),
            Tokens = 3,
            Generation = 7,
            WeightsHash = "sha256:weights",
        },
    };

    private sealed record NamedPrediction(string Name, string Text) : TaskPrediction(IsTruncated: true)
    {
        public override IReadOnlyList<PredictedPart> Parts => [new(Text, 0.5), new(Name, null)];

        public override JsonObject ToJson() => new() { ["label"] = Name, ["text"] = Text };
    }

    private sealed record BrokenPrediction() : TaskPrediction(IsTruncated: false)
    {
        public override IReadOnlyList<PredictedPart> Parts => throw new FormatException("a secret text");

        public override JsonObject ToJson() => throw new FormatException("a secret text");
    }
}
