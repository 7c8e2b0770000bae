using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace AdapterKit.Cli.Arguments;

/// <summary>Options with several values, separated by commas or blanks.</summary>
internal static class ListOption
{
    /// <summary>Creates an option for several ids.</summary>
    public static Option<string[]> CreateIds(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ids",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => Split(result),
    };

    /// <summary>Creates an option for several whole numbers.</summary>
    public static Option<int[]> CreateNumbers(string name, string description, params int[] defaultValue) => new(name)
    {
        Description = $"{description} [default: {string.Join(", ", defaultValue)}]",
        HelpName = "numbers",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. Split(result).Select(value => ParseNumber(result, name, value))],
    };

    /// <summary>Creates an option for several files.</summary>
    public static Option<FileInfo[]> CreateFiles(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "paths",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. Split(result).Select(path => new FileInfo(path))],
    };

    /// <summary>Returns the values of an option: at least one, and none twice, which would count a run double.</summary>
    public static string[] Split(ArgumentResult result)
    {
        string[] values = [.. result.Tokens.SelectMany(token =>
            token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        var name = (result.Parent as OptionResult)?.Option.Name;
        if (values.Length == 0)
            result.AddError($"{name} has no value. Leave it out, or write values separated by commas or blanks.");
        else if (values.CountBy(value => value).FirstOrDefault(value => value.Value > 1).Key is { } twice)
            result.AddError($"{name} names '{twice}' twice.");

        return values;
    }

    private static int ParseNumber(ArgumentResult result, string name, string value)
    {
        if (int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;

        result.AddError($"{name} must be whole numbers, not '{value}'.");
        return 0;
    }
}
