using System.CommandLine;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>The options that say what to train on and to score with.</summary>
internal sealed class DataArguments
{
    private readonly Option<FileInfo?> data = new("--data") { Description = "A .jsonl or .csv file with text and label [default: the SpamAssassin mail corpus]", HelpName = "path" };
    private readonly Option<int?> limit = new("--limit") { Description = "Train on the first texts alone", HelpName = "number" };
    private SpamAssassinCorpus? corpus;

    public IEnumerable<Option> All => [data, limit];

    /// <exception cref="InputException">The corpus has no such task.</exception>
    /// <exception cref="DataException">The file cannot be used.</exception>
    public TextDataSet Read(Invocation invocation, TaskDeclaration task)
    {
        var texts = invocation.Get(data) is { } file
            ? TextFiles.Split(TextFiles.Read(file.FullName), task.Labels, seed: 1)
            : Corpus(invocation, task);
        return texts with { Train = [.. texts.Train.Take(invocation.Get(limit) ?? int.MaxValue)] };
    }

    private TextDataSet Corpus(Invocation invocation, TaskDeclaration task)
    {
        if (!SpamAssassinCorpus.Tasks.Contains(task.Id))
            throw new InputException($"The mail corpus has no labels for the task '{task.Id}': give a file with --data.");

        corpus ??= SpamAssassinCorpus.Open(progress: new DownloadNotices(invocation.Terminal), cancellation: invocation.Stop);
        return corpus.Of(task.Id);
    }
}
