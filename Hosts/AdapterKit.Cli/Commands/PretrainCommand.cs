using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using AdapterKit.Backbones;
using AdapterKit.Cli.Arguments;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Cli.Reports;
using AdapterKit.Cli.Runs;
using AdapterKit.Cli.Views;
using AdapterKit.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Commands;

/// <summary>Pretrains a small BERT as a masked language model, and writes a directory for --backbone.</summary>
internal sealed class PretrainCommand : CliCommand
{
    private static readonly PretrainingOptions Defaults = new();

    private readonly Option<DirectoryInfo> output = new("--out")
    {
        Description = "The directory of the backbone",
        HelpName = "directory",
        Required = true,
    };

    private readonly Option<string> id = new("--id")
    {
        Description = "The id of the backbone",
        HelpName = "name",
        DefaultValueFactory = _ => "bert-small",
    };

    private readonly Option<FileInfo?> file = DataArguments.CreateFileOption(
        "Texts: a .txt file with one text per line, or a .jsonl, .json, .csv or .tsv file with text, or its .gz "
        + "[default: the training mails of the SpamAssassin corpus]");

    private readonly Option<string?> textColumn = DataArguments.CreateColumnOption("--text-column", "texts", "text");

    private readonly Option<Encoding?> encoding = EncodingOption.Create("of the file of --data");

    private readonly Option<bool> scratch = new("--from-scratch")
    {
        Description = "Initialize the token vectors randomly, not from those of Universal Sentence Encoder lite",
    };

    private readonly Option<int?> epochs = NumberOption.CreateCount("--epochs", "The number of passes over the texts", Defaults.Epochs);
    private readonly Option<int?> batch = NumberOption.CreateCount("--batch", "The number of text chunks per step", Defaults.BatchSize);
    private readonly Option<double?> rate = NumberOption.CreateLearningRate("The peak learning rate", Defaults.LearningRate);
    private readonly Option<int?> seed = NumberOption.CreateSeed();
    private readonly CheckpointArguments checkpoints = new();
    private readonly GeometryArguments geometry = new();

    public PretrainCommand(CommandContext context)
        : base("pretrain", "Pretrain a small BERT on texts as a masked language model.", context)
    {
        AddAll([output, id, file, textColumn, encoding, scratch, epochs, batch, rate, seed, .. checkpoints.All, .. geometry.All]);
    }

    public override IReadOnlyList<string> Examples =>
        ["pretrain --id mail-bert --out mail-bert", "pretrain --data texts.txt --layers 4 --width 64 --out small-bert"];

    protected override int Run(Invocation invocation)
    {
        var name = invocation.Get(id)!;
        var vocabulary = UseLiteModel.FindVocabulary(invocation.FindBackboneDirectory(UseLiteModel.Package));
        var tokenizer = BertUnigramTokenizer.Open(vocabulary);
        var config = geometry.CreateConfig(invocation, tokenizer.Vocabulary);
        var options = CreateRecipe(invocation, config);
        using var run = checkpoints.Open(invocation, $"pretrain-{name}-{options.Seed}");
        var corpus = ReadCorpus(invocation);
        OutputDirectory.RequireWritable(invocation.Get(output));
        manual_seed(options.Seed);
        using var model = new BertMaskedLanguageModel(config, tokenizer);
        if (!invocation.Get(scratch))
            CopyTokenVectors(model, tokenizer, Path.GetDirectoryName(vocabulary)!);

        invocation.UseThreads();
        model.to(invocation.Device);
        var watch = Stopwatch.StartNew();
        var result = run.Run(() => PretrainingView.Follow(invocation.Terminal, name, (training, evaluating) =>
            new Pretrainer(options) { Evaluating = evaluating }
                .Train(model, tokenizer, corpus, run.Directory, training, invocation.CancellationToken)));
        var target = invocation.Get(output)!.FullName;
        var facts = Describe(result, options, invocation.Get(scratch));
        run.Store(() => Save(target, name, model, config, vocabulary, facts));
        var report = new PretrainingReport(
            name,
            result.Parameters,
            result.Steps,
            result.BestEpoch,
            result.TokensPerEpoch,
            result.Validation.Loss,
            result.Validation.Accuracy,
            result.Validation.Tokens,
            watch.Elapsed.TotalSeconds,
            target);
        invocation.Show(report, ReportJson.Default.PretrainingReport, PretrainingView.Render);
        return ExitCode.Success;
    }

    private PretrainingOptions CreateRecipe(Invocation invocation, BertConfig config) => new()
    {
        Epochs = invocation.Get(epochs)!.Value,
        BatchSize = invocation.Get(batch)!.Value,
        LearningRate = invocation.Get(rate)!.Value,
        MaxTokens = config.Positions,
        Seed = invocation.Get(seed)!.Value,
    };

    private TextCorpus ReadCorpus(Invocation invocation)
    {
        var column = invocation.Get(textColumn);
        if (invocation.Get(file) is { } given)
        {
            DataArguments.RequireColumns(given, column);
            return TextCorpus.Split(TextFiles.ReadTexts(given.FullName, column ?? "text", invocation.Get(encoding)));
        }

        return column is null && invocation.Get(encoding) is null
            ? new Downloads(invocation.Terminal, invocation.CancellationToken).OpenMailCorpus().CreateTextCorpus()
            : throw new InputException("--text-column and --encoding require --data.");
    }

    // The checkpoint is deleted next, so the directory has to be readable by now.
    private static void Save(
        string directory, string name, BertMaskedLanguageModel model, BertConfig config, string vocabulary, JsonObject facts)
    {
        BertDirectory.Save(directory, name, model, config, Pooling.Mean, vocabulary, facts);
        BertDirectory.Load(directory).Dispose();
    }

    private static void CopyTokenVectors(BertMaskedLanguageModel model, BertUnigramTokenizer tokenizer, string directory)
    {
        using var published = UseLiteModel.Load(directory);
        using var pieces = published.TokenVectors.narrow(0, 0, tokenizer.Pieces);
        model.InitializeEmbeddings(pieces);
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
            ["maskedTokens"] = result.Validation.Tokens,
            ["loss"] = Math.Round(result.Validation.Loss, 4),
            ["accuracy"] = Math.Round(result.Validation.Accuracy, 4),
        },
    };
}
