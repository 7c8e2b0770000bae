using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using AdapterKit.Cli.Console;
using AdapterKit.Cli.Invocations;

namespace AdapterKit.Cli.Arguments;

/// <summary>The options of 'merge' that say how adapters become one.</summary>
internal sealed class MergeArguments
{
    // The names that PEFT gives its combination types.
    private static readonly OrderedDictionary<string, MergeOptions> Methods = new()
    {
        ["average"] = new() { Method = MergeMethod.Average },
        ["linear"] = new() { Method = MergeMethod.Linear },
        ["cat"] = new() { Method = MergeMethod.Concatenate },
        ["svd"] = new() { Method = MergeMethod.Linear, Decompose = true },
        ["ties"] = new() { Method = MergeMethod.Ties },
        ["ties-svd"] = new() { Method = MergeMethod.Ties, Decompose = true },
        ["dare-linear"] = new() { Method = MergeMethod.DareLinear },
        ["dare-linear-svd"] = new() { Method = MergeMethod.DareLinear, Decompose = true },
        ["dare-ties"] = new() { Method = MergeMethod.DareTies },
        ["dare-ties-svd"] = new() { Method = MergeMethod.DareTies, Decompose = true },
        ["magnitude-prune"] = new() { Method = MergeMethod.MagnitudePrune },
        ["magnitude-prune-svd"] = new() { Method = MergeMethod.MagnitudePrune, Decompose = true },
    };

    private readonly Option<string> method = new("--method")
    {
        Description = $"How they become one: {string.Join(", ", Methods.Keys)}",
        HelpName = "name",
        DefaultValueFactory = _ => "linear",
    };

    private readonly Option<double[]> weights = new("--weights")
    {
        Description = "The weight of each task, in their order; a negative one subtracts what its adapter does [default: 1 each]",
        HelpName = "numbers",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. Split(result).Select(value => ParseNumber(result, value))],
    };

    private readonly Option<int?> rank = NumberOption.CreateCount(
        "--rank", "The rank of the result, for methods that end in svd [default: the largest rank among the tasks]");

    private readonly Option<double?> density = NumberOption.Create<double>(
        "--density", "The share of entries that pruning keeps", share => share is > 0 and <= 1, "above 0 and at most 1", defaultValue: 0.5);

    private readonly Option<int?> seed = NumberOption.CreateSeed();

    public MergeArguments()
    {
        method.CompletionSources.Clear();
        method.CompletionSources.Add([.. Methods.Keys]);
        method.Validators.Add(result =>
        {
            var name = result.Tokens is [var token] ? token.Value : "linear";
            if (!Methods.ContainsKey(name))
            {
                var known = string.Join(", ", Methods.Keys);
                result.AddError($"Unknown method '{name}'.{Suggestion.For(name, Methods.Keys)} The methods are {known}.");
            }
        });
    }

    public IEnumerable<Option> All => [method, weights, rank, density, seed];

    public MergeOptions Read(Invocation invocation) => Methods[invocation.Get(method)!] with
    {
        Rank = invocation.Get(rank),
        Density = invocation.Get(density)!.Value,
        Seed = invocation.Get(seed)!.Value,
    };

    /// <exception cref="InputException">There are more weights than tasks, or fewer.</exception>
    public IReadOnlyList<double> ReadWeights(Invocation invocation, int tasks)
    {
        var given = invocation.Get(weights) ?? [];
        if (given.Length == 0)
            return [.. Enumerable.Repeat(1.0, tasks)];

        return given.Length == tasks
            ? given
            : throw new InputException($"--weights has {given.Length} numbers for {tasks} tasks. Write one for each task, in their order.");
    }

    // Other than in other lists, a value may appear twice: two tasks may have the same weight.
    private static string[] Split(ArgumentResult result)
    {
        string[] values = [.. result.Tokens.SelectMany(
            token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        if (values.Length == 0)
            result.AddError("--weights has no value. Leave it out, or write values separated by commas or blanks.");

        return values;
    }

    private static double ParseNumber(ArgumentResult result, string value)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;

        result.AddError($"--weights must be numbers, not '{value}'.");
        return 0;
    }
}
