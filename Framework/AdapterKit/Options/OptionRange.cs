using System.Globalization;

namespace AdapterKit;

/// <summary>The numbers that an option may be: what a <c>[Range]</c> on its property declares.</summary>
/// <param name="Name">The property.</param>
/// <param name="Get">Reads it; <see langword="null"/> is in every range.</param>
public sealed record OptionRange(string Name, Func<VariantOptions, double?> Get)
{
    /// <summary>The smallest number; <see langword="null"/> for no such limit.</summary>
    public double? AtLeast { get; init; }

    /// <summary>The number that the option must exceed; <see langword="null"/> for no such limit.</summary>
    public double? Above { get; init; }

    /// <summary>The largest number; <see langword="null"/> for no such limit.</summary>
    public double? AtMost { get; init; }

    /// <summary>The number that the option must stay under; <see langword="null"/> for no such limit.</summary>
    public double? Below { get; init; }

    /// <summary>Checks options.</summary>
    /// <param name="variant">The id of the variant, for the message.</param>
    /// <param name="options">Options of the type that the range is for.</param>
    /// <exception cref="ArgumentException">The option is outside of the range, or not a number.</exception>
    internal void Check(string variant, VariantOptions options)
    {
        if (Get(options) is { } value && !Contains(value))
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"Option '{Name}' of variant '{variant}' is {value}, but it must be {this}."));
        }
    }

    /// <summary>The limits in words, such as <c>at least 0 and below 1</c>.</summary>
    public override string ToString() => string.Join(" and ", new[]
    {
        Write("at least", AtLeast), Write("above", Above), Write("at most", AtMost), Write("below", Below),
    }.OfType<string>());

    // Written so that NaN is outside.
    private bool Contains(double value) =>
        (AtLeast is not { } least || value >= least)
        && (Above is not { } lower || value > lower)
        && (AtMost is not { } most || value <= most)
        && (Below is not { } upper || value < upper);

    private static string? Write(string word, double? limit) =>
        limit is { } value ? string.Create(CultureInfo.InvariantCulture, $"{word} {value}") : null;
}
