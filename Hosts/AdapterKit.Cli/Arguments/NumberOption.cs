using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace AdapterKit.Cli.Arguments;

/// <summary>Options whose value is a number within bounds, checked before a command runs.</summary>
internal static class NumberOption
{
    /// <summary>Creates an option for a number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="description">What the number is.</param>
    /// <param name="isValid">Whether a number is within the bounds.</param>
    /// <param name="expected">The bounds in words.</param>
    /// <param name="defaultValue">The value when the option is not given.</param>
    public static Option<T?> Create<T>(string name, string description, Predicate<T> isValid, string expected, T? defaultValue = null)
        where T : struct, INumber<T>
    {
        var option = new Option<T?>(name)
        {
            Description = description,
            HelpName = "number",
            CustomParser = result =>
            {
                if (T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && isValid(number))
                    return number;

                result.AddError($"{name} must be {expected}, not '{result.Tokens[0].Value}'.");
                return null;
            },
        };
        if (defaultValue is not null)
            option.DefaultValueFactory = _ => defaultValue;

        return option;
    }

    /// <summary>Creates an option for a whole number of at least 1.</summary>
    public static Option<int?> CreateCount(string name, string description, int? defaultValue = null) =>
        Create(name, description, number => number > 0, "1 or more", defaultValue);

    /// <summary>Creates the <c>--lr</c> option.</summary>
    public static Option<double?> CreateLearningRate(string description, double? defaultValue = null) =>
        Create("--lr", description, rate => rate > 0, "above 0", defaultValue);

    /// <summary>Creates the <c>--dropout</c> option.</summary>
    public static Option<double?> CreateDropout(string description, double? defaultValue = null) =>
        Create("--dropout", description, rate => rate is >= 0 and < 1, "0 or more and below 1", defaultValue);

    /// <summary>Creates the <c>--seed</c> option.</summary>
    public static Option<int?> CreateSeed() => Create("--seed", "The random seed", (int _) => true, "a whole number", defaultValue: 1);
}
