using TorchSharp;

namespace AdapterKit.Hosting;

/// <summary>Runs rows on a backbone with the tasks of a host, each pass under a lease of its own.</summary>
/// <param name="host">The host; borrowed.</param>
/// <param name="backbone">The backbone; borrowed.</param>
/// <param name="options">How to embed.</param>
internal sealed class HostExecutor(PluginHost host, Backbone backbone, DispatcherOptions options) : IPassExecutor
{
    // Relative positions set no limit of their own.
    private readonly int longest = Math.Min(backbone.MaxTokens, options.MaxTokensPerPass);

    public IReadOnlyList<(PreparedRow Row, RowResult? Result)> Prepare(IReadOnlyList<DispatchRow> rows)
    {
        using var lease = host.Lease();

        // Rows of one text that read it alike share their tokens, and with them the lower layers.
        var tokenized = new Dictionary<(TaskInput, TaskReading, int), TokenizedText>();
        return [.. rows.Select(row => Prepare(row, lease, tokenized))];
    }

    public IReadOnlyList<RowResult> Run(IReadOnlyList<PreparedRow> rows, bool isShort = false)
    {
        using var lease = host.Lease();
        var results = new RowResult[rows.Count];
        var tokenized = new Dictionary<(TaskInput, TaskReading, int), TokenizedText>();
        var (tasks, embeddings) = (new List<(int Index, TaskRow Row)>(), new List<int>());
        foreach (var (index, row) in rows.Index())
        {
            var (prepared, result) = IsCurrent(row, lease) ? (row, null) : Prepare(row.Row, lease, tokenized);
            if (result is not null)
                results[index] = result;
            else if (row.Row.Task is { } id)
                tasks.Add((index, new TaskRow(lease.FindTask(id)!, prepared.Text, isShort)));
            else
                embeddings.Add(index);
        }

        Predict(tasks, lease, results);
        Embed(rows, embeddings, lease, results);
        return results;
    }

    // A task may have been replaced since its rows were tokenized, by one that reads another way.
    private static bool IsCurrent(PreparedRow row, TaskLease lease) => row.Row.Task is not { } id || (
        lease.FindTask(id) is { } task
        && task.Config.MaxTokens == row.MaxTokens
        && task.Declaration.Kind.ReadingOn(task.Backbone) == row.Reading);

    private (PreparedRow Row, RowResult? Result) Prepare(
        DispatchRow row, TaskLease lease, Dictionary<(TaskInput, TaskReading, int), TokenizedText> tokenized)
    {
        if (row.Task is null)
        {
            return backbone is IImageModel
                ? Refuse(RowState.Unfit, $"Backbone '{backbone.Id}' reads images, and embeds no texts.")
                : (new PreparedRow(row, Tokenize(TaskReading.Text, longest), longest, null), null);
        }

        if (lease.FindTask(row.Task) is not { } task)
            return Refuse(RowState.NotFound, $"There is no task '{row.Task}'.");

        var reading = task.Declaration.Kind.ReadingOn(backbone);
        return reading.Fits(row.Input)
            ? (new PreparedRow(row, Tokenize(reading, task.Config.MaxTokens), task.Config.MaxTokens, reading), null)
            : Refuse(RowState.Unfit, $"Task '{task.Id}' reads {reading.Inputs}.");

        (PreparedRow, RowResult?) Refuse(RowState state, string reason) =>
            (new PreparedRow(row, default, 0, null), new RowResult(state, reason));

        TokenizedText Tokenize(TaskReading reads, int maxTokens)
        {
            if (!tokenized.TryGetValue((row.Input, reads, maxTokens), out var text))
                tokenized[(row.Input, reads, maxTokens)] = text = reads.Tokenize(backbone, row.Input, maxTokens);

            return text;
        }
    }

    private void Predict(List<(int Index, TaskRow Row)> rows, TaskLease lease, RowResult[] results)
    {
        if (rows.Count == 0)
            return;

        var answers = lease.PredictRows(backbone, [.. rows.Select(row => row.Row)]);
        foreach (var ((index, row), (prediction, fault)) in rows.Zip(answers))
        {
            results[index] = new RowResult(fault is null ? RowState.Answered : RowState.Failed, fault ?? "")
            {
                Prediction = prediction,
                Tokens = row.Text.Ids.Length + (row.Text.Target?.Length ?? 0),
                Generation = lease.Generation,
                WeightsHash = row.Task.WeightsHash,
                DroppedLayers = row.IsShort ? row.Task.DroppableLayers : 0,
            };
        }
    }

    private void Embed(IReadOnlyList<PreparedRow> rows, List<int> chosen, TaskLease lease, RowResult[] results)
    {
        // A text without tokens depends on its padding, so that it shares a pass with its like alone.
        foreach (var alike in chosen.GroupBy(index => rows[index].Text.Ids.Length == 0))
        {
            List<int> own = [.. alike];
            using var inference = torch.inference_mode();
            using var batch = TokenBatch.Pad(own.ConvertAll(index => rows[index].Text), backbone.PadId, backbone.Device);
            using var vectors = options.Embed(backbone, batch);
            using var host = vectors.to(torch.float32).cpu();
            var (values, width) = (host.data<float>().ToArray(), (int)vectors.size(1));
            foreach (var (place, index) in own.Index())
            {
                results[index] = new RowResult(RowState.Answered)
                {
                    Embedding = values.AsMemory(place * width, width),
                    Tokens = rows[index].Text.Ids.Length,
                    Generation = lease.Generation,
                };
            }
        }
    }
}
