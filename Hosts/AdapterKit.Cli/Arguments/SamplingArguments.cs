using System.CommandLine;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options that say how a text is continued, and when it ends.</summary>
internal sealed class SamplingArguments
{
    private readonly Option<int?> tokens = NumberOption.CreateCount("--tokens", "The maximum number of new tokens", defaultValue: 128);

    private readonly Option<double?> temperature = NumberOption.Create<double>(
        "--temperature", "What logits are divided by before a token is drawn; 0 takes the most likely token each time",
        number => number >= 0 && double.IsFinite(number), "0 or more", defaultValue: 0);

    private readonly Option<int?> topK = NumberOption.Create<int>(
        "--top-k", "Draw from this many most likely tokens; 0 for all", number => number >= 0, "0 or more", defaultValue: 0);

    private readonly Option<double?> topP = NumberOption.Create<double>(
        "--top-p", "Draw from the most likely tokens that have this probability together",
        number => number is > 0 and <= 1, "above 0 and at most 1", defaultValue: 1);

    private readonly Option<double?> penalty = NumberOption.Create<double>(
        "--repetition-penalty", "How much less likely tokens are that the text has already",
        number => number > 0 && double.IsFinite(number), "above 0", defaultValue: 1);

    private readonly Option<string[]> stop = new("--stop")
    {
        Description = "A text at which the continuation ends; may be given several times",
        HelpName = "text",
    };

    private readonly Option<int?> seed = NumberOption.CreateSeed();

    public IEnumerable<Option> All => [tokens, temperature, topK, topP, penalty, stop, seed];

    /// <summary>Reads the options.</summary>
    /// <exception cref="Console.InputException">A text to stop at is empty.</exception>
    public GenerationOptions Read(Invocation invocation)
    {
        var stops = invocation.Get(stop) ?? [];
        if (stops.Contains(""))
            throw new Console.InputException("--stop is empty. Leave it out, or name a text.");

        return new GenerationOptions
        {
            MaxNewTokens = invocation.Get(tokens)!.Value,
            Temperature = invocation.Get(temperature)!.Value,
            TopK = invocation.Get(topK)!.Value,
            TopP = invocation.Get(topP)!.Value,
            RepetitionPenalty = invocation.Get(penalty)!.Value,
            StopTexts = stops,
            Seed = invocation.Get(seed)!.Value,
        };
    }
}
