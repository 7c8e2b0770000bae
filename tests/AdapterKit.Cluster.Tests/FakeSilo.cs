using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AdapterKit.Hosting;

namespace AdapterKit.Cluster.Tests;

/// <summary>A silo without a model: it answers each row by its own name.</summary>
internal sealed class FakeSilo(string name, params string[] tasks) : ILocalSilo, IRowRunner
{
    public string Name => name;

    public string Backbone => "sha256:backbone";

    public string Plugin { get; set; } = "sha256:plugin";

    public int QueuedTokens { get; set; }

    public IRowRunner Runner => this;

    public IReadOnlyList<SiloTask> Tasks =>
        [.. tasks.Select(task => new SiloTask(new ServedTask(task, "classification", ["ham", "spam"], false, 128, null), Plugin))];

    /// <summary>The rows that were answered.</summary>
    public ConcurrentQueue<DispatchRow> Rows { get; } = [];

    /// <summary>The archives of weights that were applied.</summary>
    public ConcurrentQueue<(string Task, string Hash, string Content)> Applied { get; } = [];

    /// <summary>Why rows are not accepted.</summary>
    public DispatchRejectedException? Rejection { get; set; }

    /// <summary>Whether rows wait for ever.</summary>
    public bool Hangs { get; set; }

    public bool Serves(string task) => tasks.Contains(task);

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

        if (Hangs)
            await Task.Delay(Timeout.Infinite, cancellationToken);

        return [.. rows.Select(Answer)];
    }

    private RowResult Answer(DispatchRow row) => row.Task switch
    {
        null => new RowResult(RowState.Answered) { Embedding = new float[] { 1, 2 }, Tokens = 1, Generation = 1 },
        { } task when !Serves(task) => new RowResult(RowState.NotFound, $"There is no task '{task}'."),
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
