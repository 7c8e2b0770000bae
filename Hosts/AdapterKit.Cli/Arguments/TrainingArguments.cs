using System.CommandLine;
using AdapterKit.Backbones;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that make up a recipe; what is not given is as the mode's own recipe has it.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<int?> epochs = NumberOption.Count("--epochs", "The most passes over the training texts");
    private readonly Option<int?> patience = NumberOption.Count("--patience", "Epochs without a better validation score before training ends");
    private readonly Option<int?> batch = NumberOption.Count("--batch", "Texts a step");
    private readonly Option<double?> rate = NumberOption.Of<double>("--lr", "The highest learning rate", rate => rate > 0, "above 0");
    private readonly Option<double?> dropout = NumberOption.Of<double>("--dropout", "The share of pooled features set to zero", share => share is >= 0 and < 1, "0 or more and below 1");
    private readonly Option<bool> balance = new("--balance") { Description = "Let rare labels count for more" };
    private readonly Option<int?> maxTokens = MaxTokens();

    public IEnumerable<Option> All => [epochs, patience, batch, rate, dropout, balance, maxTokens];

    /// <summary>Where longer texts are cut off: prediction does as training did, unless told otherwise.</summary>
    public static Option<int?> MaxTokens() => NumberOption.Of<int>(
        "--max-tokens",
        "Where longer texts are cut off, in tokens",
        tokens => tokens is > 0 and <= UseLiteModel.MaxTokens,
        $"between 1 and {UseLiteModel.MaxTokens}",
        new TrainingOptions().MaxTokens);

    public TrainingOptions Options(Invocation invocation, TrainingMode mode, int seed)
    {
        var recipe = TrainingOptions.For(mode);
        return recipe with
        {
            Seed = seed,
            Epochs = invocation.Get(epochs) ?? recipe.Epochs,
            Patience = invocation.Get(patience) ?? recipe.Patience,
            BatchSize = invocation.Get(batch) ?? recipe.BatchSize,
            LearningRate = invocation.Get(rate) ?? recipe.LearningRate,
            Dropout = invocation.Get(dropout) ?? recipe.Dropout,
            BalanceLabels = invocation.Get(balance),
            MaxTokens = invocation.Get(maxTokens)!.Value,
        };
    }
}
