using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using AdapterKit.Backbones;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Training;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Commands;

/// <summary>Trains a small BERT to guess hidden tokens, and writes a folder that --backbone takes.</summary>
internal sealed class PretrainCommand : CliCommand
{
    private readonly Option<DirectoryInfo> output = new("--out") { Description = "Where the backbone is written", HelpName = "folder", Required = true };
    private readonly Option<string> id = new("--id") { Description = "The backbone's name", HelpName = "name", DefaultValueFactory = _ => "bert-small" };
    private readonly Option<FileInfo?> file = DataArguments.File("Texts: .txt with one a line, or .jsonl or .csv with text [default: the training mails of the SpamAssassin corpus]");
    private readonly Option<bool> scratch = new("--from-scratch") { Description = "Start token vectors at random, not from the published ones of Universal Sentence Encoder lite" };
    private readonly Option<int?> epochs = NumberOption.Count("--epochs", "Passes over the texts", new PretrainingOptions().Epochs);
    private readonly Option<int?> batch = NumberOption.Count("--batch", "Pieces of text a step", new PretrainingOptions().BatchSize);
    private readonly Option<double?> rate = NumberOption.Of<double>("--lr", "The highest learning rate", rate => rate > 0, "above 0", new PretrainingOptions().LearningRate);
    private readonly Option<int?> seed = NumberOption.Of<int>("--seed", "What all randomness follows from", _ => true, "a whole number", standard: 1);
    private readonly Option<bool> resume = new("--resume") { Description = "Go on where the same command was stopped" };
    private readonly Option<DirectoryInfo?> checkpoints = new("--checkpoints") { Description = "Where training saves on Ctrl-C and after each epoch [default: in the cache]", HelpName = "folder" };
    private readonly GeometryArguments geometry = new();

    public PretrainCommand(CommandContext context)
        : base("pretrain", "Pretrain a small BERT on texts, by hidden tokens to guess.", context)
    {
        foreach (var option in new Option[] { output, id, file, scratch, epochs, batch, rate, seed, resume, checkpoints }.Concat(geometry.All))
            Add(option);
    }

    protected override int Run(Invocation invocation)
    {
        var name = invocation.Get(id)!;
        var vocabulary = UseLiteModel.VocabularyOf(invocation.BackboneFolder(UseLiteModel.Package));
        var tokenizer = BertUnigramTokenizer.Open(vocabulary);
        var config = geometry.Config(invocation, tokenizer.Vocabulary);
        var options = Recipe(invocation, config);
        var folder = Checkpoints.Folder(invocation.Get(checkpoints), $"pretrain-{name}-{options.Seed}", invocation.Get(resume));
        var corpus = invocation.Get(file) is { } given
            ? TextCorpus.Split(TextFiles.ReadTexts(given.FullName))
            : SpamAssassinCorpus.Open(progress: new DownloadReporter(invocation.Terminal), cancellation: invocation.Stop).Unlabelled();
        manual_seed(options.Seed);
        using var model = new BertMaskedLanguageModel(config, tokenizer);
        if (!invocation.Get(scratch))
        {
            using var published = UseLiteModel.Load(Path.GetDirectoryName(vocabulary)!);
            using var pieces = published.TokenVectors.narrow(0, 0, tokenizer.Pieces);
            model.StartEmbeddings(pieces);
        }

        var watch = Stopwatch.StartNew();
        var result = Train(invocation, name, progress =>
            new Pretrainer(options).Train(model, tokenizer, corpus, folder, progress, invocation.Stop), folder);
        var target = invocation.Get(output)!.FullName;
        BertFolder.Save(target, name, model, config, vocabulary, Describe(result, options, invocation.Get(scratch)));
        invocation.Show(Report(name, result, watch.Elapsed, target), ReportJson.Default.PretrainingReport, PretrainingView.Of);
        return ExitCode.Done;
    }

    private PretrainingOptions Recipe(Invocation invocation, BertConfig config) => new()
    {
        Epochs = invocation.Get(epochs)!.Value,
        BatchSize = invocation.Get(batch)!.Value,
        LearningRate = invocation.Get(rate)!.Value,
        MaxTokens = config.Positions,
        Seed = invocation.Get(seed)!.Value,
    };

    private PretrainingResult Train(Invocation invocation, string name, Func<IProgress<PretrainingProgress>, PretrainingResult> train, string folder)
    {
        try
        {
            return PretrainingView.Follow(invocation, name, train);
        }
        catch (OperationCanceledException)
        {
            invocation.Terminal.Error.WriteLine($"Stopped and saved in {folder}. The same command with --resume goes on from there.");
            throw;
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message, error);
        }
        catch (InvalidOperationException error) when (invocation.Get(resume))
        {
            throw new InputException(error.Message, error);
        }
    }

    private static JsonObject Describe(PretrainingResult result, PretrainingOptions options, bool scratch) => new()
    {
        ["objective"] = "masked tokens",
        ["start"] = scratch ? "random" : "principal components of the published token vectors; the rest random",
        ["seed"] = options.Seed,
        ["epochs"] = options.Epochs,
        ["bestEpoch"] = result.BestEpoch,
        ["steps"] = result.Steps,
        ["batchSize"] = options.BatchSize,
        ["learningRate"] = options.LearningRate,
        ["maskRate"] = options.MaskRate,
        ["tokensPerEpoch"] = result.TokensPerEpoch,
        ["validation"] = new JsonObject
        {
            ["guesses"] = result.Validation.Tokens,
            ["loss"] = Math.Round(result.Validation.Loss, 4),
            ["accuracy"] = Math.Round(result.Validation.Accuracy, 4),
        },
    };

    private static PretrainingReport Report(string id, PretrainingResult result, TimeSpan time, string folder) => new(
        id,
        result.Parameters,
        result.Steps,
        result.BestEpoch,
        result.TokensPerEpoch,
        result.Validation.Loss,
        result.Validation.Accuracy,
        result.Validation.Tokens,
        time.TotalSeconds,
        folder);
}
