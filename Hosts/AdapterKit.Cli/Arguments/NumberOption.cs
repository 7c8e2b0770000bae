using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace AdapterKit.Cli.Arguments;

/// <summary>Options whose value is a number within bounds, checked before a command runs.</summary>
internal static class NumberOption
{
    /// <param name="name">The option.</param>
    /// <param name="description">What the number is.</param>
    /// <param name="rule">Whether a number will do.</param>
    /// <param name="expected">The rule in words.</param>
    /// <param name="standard">What holds where the option is not given.</param>
    public static Option<T?> Of<T>(string name, string description, Predicate<T> rule, string expected, T? standard = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = "number",
            CustomParser = result =>
            {
                if (T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && rule(number))
                    return number;

                result.AddError($"{name} must be {expected}, and not '{result.Tokens[0].Value}'.");
                return null;
            },
        };
        if (standard is not null)
            option.DefaultValueFactory = _ => standard;

        return option;
    }

    public static Option<int?> Count(string name, string description, int? standard = null) =>
        Of(name, description, number => number > 0, "1 or more", standard);
}
