using System.CommandLine;
using System.CommandLine.Parsing;
using AdapterKit.Training;

namespace AdapterKit.Cli.Arguments;

/// <summary>Training modes by their names in lower case.</summary>
internal static class ModeOption
{
    private static readonly string[] Names = [.. Enum.GetNames<TrainingMode>().Select(name => name.ToLowerInvariant())];

    public static Option<TrainingMode> One(string name, string description) => WithNames(new Option<TrainingMode>(name)
    {
        Description = description,
        CustomParser = result => Parse(result).FirstOrDefault(),
        DefaultValueFactory = _ => TrainingMode.Adapter,
    });

    public static Option<TrainingMode[]> Many(string name, string description) => WithNames(new Option<TrainingMode[]>(name)
    {
        Description = description,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = Parse,
        DefaultValueFactory = _ => Enum.GetValues<TrainingMode>(),
    });

    private static Option<T> WithNames<T>(Option<T> option)
    {
        option.HelpName = string.Join('|', Names);
        option.CompletionSources.Clear();
        option.CompletionSources.Add(Names);
        return option;
    }

    private static TrainingMode[] Parse(ArgumentResult result)
    {
        if (result.Tokens.FirstOrDefault(token => !Names.Contains(token.Value)) is { } unknown)
        {
            result.AddError($"There is no mode '{unknown.Value}': it is one of {string.Join(", ", Names)}.");
            return [];
        }

        return [.. result.Tokens.Select(token => Enum.Parse<TrainingMode>(token.Value, ignoreCase: true))];
    }
}
