using System.Diagnostics;
using System.Globalization;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Views;

namespace AdapterKit.Cli.Runs;

/// <summary>Labels many texts, and prints the predictions in their order as soon as a chunk of texts is done.</summary>
internal static class BatchPredictor
{
    // Enough texts of each length for full passes, few enough to keep memory bounded and to see results early.
    private const int ChunkSize = 512;

    /// <param name="invocation">Prints the predictions.</param>
    /// <param name="session">Predicts.</param>
    /// <param name="tasks">The tasks; borrowed.</param>
    /// <param name="inputs">The texts or pairs, enumerated once.</param>
    /// <exception cref="Console.InputException">There are no texts.</exception>
    public static void Run(
        Invocation invocation, PluginSession session, IReadOnlyList<TaskAdapter> tasks, IEnumerable<TaskInput> inputs)
    {
        var (done, truncated) = BatchView.Follow(
            invocation.Terminal,
            progress => Run(invocation, texts => session.Predict(tasks, texts, invocation.CancellationToken), inputs, progress));
        if (done == 0)
            throw new Console.InputException("The input has no texts.");

        if (truncated > 0)
        {
            invocation.Terminal.Notes.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{truncated:N0} of the texts were truncated: a task reads fewer tokens than they have."));
        }
    }

    /// <summary>Whether there is nothing to label in a text.</summary>
    public static bool IsEmpty(string text) => text.All(character => char.IsWhiteSpace(character) || char.IsControl(character));

    /// <summary>Whether there is nothing to label in a text, or in one of a pair.</summary>
    public static bool IsEmpty(TaskInput input) =>
        input.Image is null && (IsEmpty(input.Text) || (input.Second is { } second && IsEmpty(second)));

    private static (long Done, long Truncated) Run(
        Invocation invocation,
        Func<IReadOnlyList<TaskInput>, IReadOnlyList<IReadOnlyDictionary<string, TaskPrediction>>> predict,
        IEnumerable<TaskInput> inputs,
        IProgress<BatchProgress> progress)
    {
        var total = (inputs as IReadOnlyCollection<TaskInput>)?.Count;
        var watch = Stopwatch.StartNew();
        var (done, truncated) = (0L, 0L);
        foreach (var chunk in inputs.Chunk(ChunkSize))
        {
            invocation.CancellationToken.ThrowIfCancellationRequested();
            foreach (var prediction in Predict(predict, chunk, done))
            {
                Print(invocation, prediction);
                truncated += prediction.Predictions.Any(row => row.Prediction.IsTruncated) ? 1 : 0;
            }

            done += chunk.Length;
            progress.Report(new BatchProgress(done, total, done / watch.Elapsed.TotalSeconds));
        }

        return (done, truncated);
    }

    private static IEnumerable<BatchPrediction> Predict(
        Func<IReadOnlyList<TaskInput>, IReadOnlyList<IReadOnlyDictionary<string, TaskPrediction>>> predict, TaskInput[] texts, long first)
    {
        var filled = texts.Index().Where(text => !IsEmpty(text.Item)).ToList();
        var predictions = predict([.. filled.Select(text => text.Item)]);
        var byIndex = filled.Zip(predictions).ToDictionary(entry => entry.First.Index, entry => entry.Second);
        return texts.Select((_, index) => byIndex.TryGetValue(index, out var tasks)
            ? new BatchPrediction(first + index, IsEmpty: false, [.. tasks.Select(task => new PredictionRow(task.Key, task.Value))])
            : new BatchPrediction(first + index, IsEmpty: true, []));
    }

    private static void Print(Invocation invocation, BatchPrediction prediction)
    {
        if (invocation.Json)
        {
            invocation.WriteJson(prediction, ReportJson.Default.BatchPrediction);
            return;
        }

        var labels = prediction.Predictions
            .Select(row => $"{row.Task}: {Describe(row.Prediction)}{(row.Prediction.IsTruncated ? " (truncated)" : "")}");
        invocation.Terminal.Output.WriteLine(
            $"{prediction.Index + 1}\t{(prediction.IsEmpty ? "(empty)" : string.Join('\t', labels))}");
    }

    private static string Describe(TaskPrediction prediction) => prediction.Parts.Count == 0
        ? "(none)"
        : string.Join(", ", prediction.Parts.Select(part => part.Probability is { } probability
            ? string.Create(CultureInfo.InvariantCulture, $"{part.Text} {probability:P1}")
            : part.Text));
}
