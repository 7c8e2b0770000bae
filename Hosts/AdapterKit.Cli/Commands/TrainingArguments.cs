using System.CommandLine;
using AdapterKit.Training;

namespace AdapterKit.Cli.Commands;

/// <summary>The options that make up a recipe; what is not given is as the mode's own recipe has it.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<int?> epochs = new("--epochs") { Description = "The most passes over the training texts" };
    private readonly Option<int?> patience = new("--patience") { Description = "Epochs without a better validation score before training ends" };
    private readonly Option<int?> batch = new("--batch") { Description = "Texts a step" };
    private readonly Option<double?> rate = new("--lr") { Description = "The highest learning rate" };
    private readonly Option<double?> dropout = new("--dropout") { Description = "The share of pooled features set to zero" };
    private readonly Option<bool> balance = new("--balance") { Description = "Let rare labels count for more" };
    private readonly Option<int> maxTokens = MaxTokens();

    public IEnumerable<Option> All => [epochs, patience, batch, rate, dropout, balance, maxTokens];

    /// <summary>Where longer texts are cut off: prediction does as training did, unless told otherwise.</summary>
    public static Option<int> MaxTokens() => new("--max-tokens")
    {
        Description = "Where longer texts are cut off, in tokens",
        DefaultValueFactory = _ => new TrainingOptions().MaxTokens,
    };

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
            MaxTokens = invocation.Get(maxTokens),
        };
    }
}
