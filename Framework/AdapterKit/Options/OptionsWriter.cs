using System.Globalization;
using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>Writes a variant's options as JSON; generated code writes each option by name.</summary>
public sealed class OptionsWriter
{
    internal JsonObject Options { get; } = [];

    /// <summary>The options as they were given; JSON has no lone surrogates, for example.</summary>
    internal Dictionary<string, object?> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes a whole number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, long? value) => Add(name, value, value);

    /// <summary>Writes a number. JSON has no infinities and no NaN, which become their names.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, double? value) => Add(
        name,
        value is { } exact ? (exact, double.IsNegative(exact) && !double.IsNaN(exact)) : null,
        value is { } number && !double.IsFinite(number) ? number.ToString(CultureInfo.InvariantCulture) : (JsonNode?)value);

    /// <summary>Writes a Boolean.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, bool? value) => Add(name, value, value);

    /// <summary>Writes a string.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, string? value) => Add(name, value, value);

    /// <summary>Writes the name of an enum's value, or the names of its flags.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write<T>(string name, T value)
        where T : struct, Enum => Add(name, value, value.ToString());

    /// <inheritdoc cref="Write{T}(string, T)" />
    public void Write<T>(string name, T? value)
        where T : struct, Enum => Add(name, value, value?.ToString());

    private void Add(string name, object? value, JsonNode? json)
    {
        Values.Add(name, value);
        Options.Add(name, json);
    }
}
