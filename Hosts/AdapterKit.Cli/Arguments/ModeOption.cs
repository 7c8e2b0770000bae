using System.CommandLine;
using System.CommandLine.Parsing;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Options for training modes, by their names in lower case.</summary>
internal static class ModeOption
{
    private static readonly string[] Names = [.. Enum.GetNames<TrainingMode>().Select(name => name.ToLowerInvariant())];

    /// <summary>Creates an option for one mode.</summary>
    public static Option<TrainingMode> CreateSingle(string name, string description) => AddNames(new Option<TrainingMode>(name)
    {
        Description = $"{description} [default: {Names[(int)TrainingMode.Adapter]}]",
        CustomParser = result => Parse(result, name).FirstOrDefault(),
    });

    /// <summary>Creates an option for several modes.</summary>
    public static Option<TrainingMode[]> CreateMany(string name, string description) => AddNames(new Option<TrainingMode[]>(name)
    {
        Description = $"{description} [default: {string.Join(", ", Names)}]",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => Parse(result, name),
    });

    /// <summary>Whether the command line selects a mode other than adapters.</summary>
    /// <remarks>A validator cannot read the value of the option, because an unknown mode has none; the parser rejects it later.</remarks>
    public static bool SelectsOtherThanAdapters(CommandResult result, Option<TrainingMode> mode) =>
        result.GetResult(mode)?.Tokens.Any(token => Array.IndexOf(Names, token.Value) > (int)TrainingMode.Adapter) == true;

    private static Option<T> AddNames<T>(Option<T> option)
    {
        option.HelpName = string.Join('|', Names);
        option.CompletionSources.Clear();
        option.CompletionSources.Add(Names);
        return option;
    }

    private static TrainingMode[] Parse(ArgumentResult result, string name)
    {
        var values = ListOption.Split(result);
        if (values.FirstOrDefault(value => !Names.Contains(value)) is { } unknown)
        {
            result.AddError($"Unknown mode '{unknown}'.{Suggestion.For(unknown, Names)} The modes are {string.Join(", ", Names)}.");
            return [];
        }

        return [.. values.Select(value => Enum.Parse<TrainingMode>(value, ignoreCase: true))];
    }
}
