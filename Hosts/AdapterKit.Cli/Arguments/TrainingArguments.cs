using System.CommandLine;
using System.Globalization;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options of a training recipe. An option that is not given keeps the value of the mode's own recipe.</summary>
internal sealed class TrainingArguments
{
    private readonly Option<int?> epochs = NumberOption.CreateCount(
        "--epochs", Describe("The maximum number of passes over the training texts", recipe => recipe.Epochs));

    private readonly Option<int?> patience = NumberOption.CreateCount(
        "--patience", Describe("Stop after this many epochs without a better validation score", recipe => recipe.Patience));

    private readonly Option<int?> batch = NumberOption.CreateCount(
        "--batch", Describe("The number of texts per step", recipe => recipe.BatchSize));

    private readonly Option<double?> rate = NumberOption.CreateLearningRate(
        Describe("The peak learning rate", recipe => recipe.LearningRate));

    private readonly Option<double?> dropout = NumberOption.CreateDropout(
        Describe("The dropout rate of the pooled features", recipe => recipe.Dropout));

    private readonly Option<bool> balance = new("--balance") { Description = "Weight rare labels higher in the loss" };
    private readonly Option<bool> pack = new("--pack")
    {
        Description = "Pack the training texts of a language-model task into rows of as many tokens as it reads; divide longer texts",
    };

    private readonly Option<int?> maxTokens = NumberOption.Create<int>(
        "--max-tokens",
        "The number of tokens that the task reads of a text, in training and later "
        + $"[default: the task's own, {AdapterConfig.DefaultMaxTokens}]",
        tokens => tokens > 0,
        "at least 1");

    public IEnumerable<Option> All => [epochs, patience, batch, rate, dropout, balance, pack, maxTokens];

    /// <summary>Returns the configuration with the values from the command line.</summary>
    /// <exception cref="InputException">The backbone does not read that many tokens, or reads images.</exception>
    public AdapterConfig Configure(Invocation invocation, AdapterConfig config, Backbone backbone)
    {
        if (backbone is IImageModel)
        {
            return invocation.Get(maxTokens) is null
                ? config with { MaxTokens = backbone.MaxTokens }
                : throw new InputException($"--max-tokens: '{backbone.Id}' reads images, each as a whole. Leave the option out.");
        }

        var tokens = invocation.Get(maxTokens) ?? config.MaxTokens;
        return tokens <= backbone.MaxTokens
            ? config with { MaxTokens = tokens }
            : throw new InputException(
                $"The task would read {tokens} tokens, but '{backbone.Id}' reads at most {backbone.MaxTokens}. Set --max-tokens.");
    }

    /// <summary>Returns the mode's recipe with the values from the command line.</summary>
    public TrainingOptions CreateRecipe(Invocation invocation, TrainingMode mode, int seed)
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
            PackTexts = invocation.Get(pack),
        };
    }

    // Recipes differ by mode, so the parser knows no default that it could show.
    private static string Describe(string description, Func<TrainingOptions, IFormattable> value)
    {
        var defaults = Enum.GetValues<TrainingMode>()
            .GroupBy(mode => value(TrainingOptions.For(mode)).ToString(null, CultureInfo.InvariantCulture))
            .ToList();
        var text = defaults is [var only]
            ? only.Key
            : string.Join(", ", defaults.Select(group => $"{group.Key} for {string.Join(" and ", group).ToLowerInvariant()}"));
        return $"{description} [default: {text}]";
    }
}
