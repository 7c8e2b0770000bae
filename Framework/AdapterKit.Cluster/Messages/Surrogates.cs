using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>A row as it is sent.</summary>
[GenerateSerializer, Alias("adapterkit.row")]
internal struct RowSurrogate
{
    [Id(0)] public string? Task;
    [Id(1)] public string Text;
    [Id(2)] public string? Second;
}

[RegisterConverter]
internal sealed class RowConverter : IConverter<DispatchRow, RowSurrogate>
{
    public DispatchRow ConvertFromSurrogate(in RowSurrogate surrogate) =>
        new(surrogate.Task, new TaskInput(surrogate.Text, surrogate.Second));

    public RowSurrogate ConvertToSurrogate(in DispatchRow value) =>
        new() { Task = value.Task, Text = value.Input.Text, Second = value.Input.Second };
}

/// <summary>A result as it is sent: no tensor, and no type of a plugin.</summary>
[GenerateSerializer, Alias("adapterkit.result")]
internal struct ResultSurrogate
{
    [Id(0)] public RowState State;
    [Id(1)] public string Reason;
    [Id(2)] public string? Json;
    [Id(3)] public bool IsTruncated;
    [Id(4)] public string[]? Parts;
    [Id(5)] public double?[]? Probabilities;
    [Id(6)] public float[]? Embedding;
    [Id(7)] public int Tokens;
    [Id(8)] public int Generation;
    [Id(9)] public string? WeightsHash;
    [Id(10)] public int DroppedLayers;
}

[RegisterConverter]
internal sealed class ResultConverter : IConverter<RowResult, ResultSurrogate>
{
    public RowResult ConvertFromSurrogate(in ResultSurrogate surrogate) => new(surrogate.State, surrogate.Reason)
    {
        Prediction = surrogate.Json is null ? null : new RemotePrediction(
            surrogate.Json,
            [.. surrogate.Parts!.Zip(surrogate.Probabilities!, (text, probability) => new PredictedPart(text, probability))],
            surrogate.IsTruncated),
        Embedding = surrogate.Embedding,
        Tokens = surrogate.Tokens,
        Generation = surrogate.Generation,
        WeightsHash = surrogate.WeightsHash,
        DroppedLayers = surrogate.DroppedLayers,
    };

    public ResultSurrogate ConvertToSurrogate(in RowResult value)
    {
        var prediction = (RemotePrediction?)value.Prediction;
        return new()
        {
            State = value.State,
            Reason = value.Reason,
            Json = prediction?.Json,
            IsTruncated = prediction?.IsTruncated ?? false,
            Parts = prediction?.Parts.Select(part => part.Text).ToArray(),
            Probabilities = prediction?.Parts.Select(part => part.Probability).ToArray(),
            Embedding = value.Embedding.IsEmpty ? null : value.Embedding.ToArray(),
            Tokens = value.Tokens,
            Generation = value.Generation,
            WeightsHash = value.WeightsHash,
            DroppedLayers = value.DroppedLayers,
        };
    }
}

/// <summary>What callers learn of a task, as it is sent.</summary>
[GenerateSerializer, Alias("adapterkit.served")]
internal struct TaskSurrogate
{
    [Id(0)] public string Id;
    [Id(1)] public string Kind;
    [Id(2)] public string[] Labels;
    [Id(3)] public bool ReadsPairs;
    [Id(4)] public int MaxTokens;
    [Id(5)] public string? WeightsHash;
}

[RegisterConverter]
internal sealed class TaskConverter : IConverter<ServedTask, TaskSurrogate>
{
    public ServedTask ConvertFromSurrogate(in TaskSurrogate surrogate) =>
        new(surrogate.Id, surrogate.Kind, surrogate.Labels, surrogate.ReadsPairs, surrogate.MaxTokens, surrogate.WeightsHash);

    public TaskSurrogate ConvertToSurrogate(in ServedTask value) => new()
    {
        Id = value.Id,
        Kind = value.Kind,
        Labels = [.. value.Labels],
        ReadsPairs = value.ReadsPairs,
        MaxTokens = value.MaxTokens,
        WeightsHash = value.WeightsHash,
    };
}
