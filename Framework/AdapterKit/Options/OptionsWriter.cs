using System.Text.Json.Nodes;

namespace AdapterKit;

/// <summary>Writes a variant's options as JSON; generated code writes each option by name.</summary>
public sealed class OptionsWriter
{
    internal JsonObject Options { get; } = [];

    /// <summary>Writes a whole number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, long? value) => Options.Add(name, value);

    /// <summary>Writes a number.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, double? value) => Options.Add(name, value);

    /// <summary>Writes a Boolean.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, bool? value) => Options.Add(name, value);

    /// <summary>Writes a string.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write(string name, string? value) => Options.Add(name, value);

    /// <summary>Writes the name of an enum's value.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="name">The option.</param>
    /// <param name="value">Its value.</param>
    public void Write<T>(string name, T value)
        where T : struct, Enum => Options.Add(name, value.ToString());

    /// <inheritdoc cref="Write{T}(string, T)" />
    public void Write<T>(string name, T? value)
        where T : struct, Enum => Options.Add(name, value?.ToString());
}
