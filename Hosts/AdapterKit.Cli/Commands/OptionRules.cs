using System.CommandLine;

namespace AdapterKit.Cli.Commands;

/// <summary>What values options take; checked before a command runs.</summary>
internal static class OptionRules
{
    public static Option<T> MustBe<T>(this Option<T> option, Predicate<T> rule, string expected)
    {
        option.Validators.Add(result =>
        {
            // A value that does not parse has its error already.
            if (!result.Errors.Any() && result.GetValueOrDefault<T>() is { } value && !rule(value))
                result.AddError($"{option.Name} must be {expected}.");
        });
        return option;
    }

    public static Option<int?> Positive(this Option<int?> option) => option.MustBe(value => value > 0, "1 or more");
}
