using System.Text.Json;

namespace AdapterKit;

/// <summary>Reads a variant's options from JSON; generated code reads each option by name.</summary>
public sealed class OptionsReader
{
    // How .NET writes an empty set of flags without a name of its own.
    private const string NoFlags = "0";

    private readonly string source;
    private readonly Dictionary<string, JsonElement> unread;

    internal OptionsReader(JsonElement options, string source)
    {
        this.source = source;
        unread = options.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing or has another type.</exception>
    public int ReadInt32(string name) => Take(name, "a whole number", (JsonElement value, out int result) => value.TryGetInt32(out result));

    /// <summary>Reads a 64-bit whole number.</summary>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing or has another type.</exception>
    public long ReadInt64(string name) =>
        Take(name, "a whole number", (JsonElement value, out long result) => value.TryGetInt64(out result));

    /// <summary>Reads a number.</summary>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing or has another type.</exception>
    public double ReadDouble(string name) => ReadNonFinite(name)
        ?? Take(name, "a number", (JsonElement value, out double result) => value.TryGetDouble(out result));

    /// <summary>Reads a number.</summary>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing or has another type.</exception>
    public float ReadSingle(string name) => (float?)ReadNonFinite(name)
        ?? Take(name, "a number", (JsonElement value, out float result) => value.TryGetSingle(out result));

    /// <summary>Reads a Boolean.</summary>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing or has another type.</exception>
    public bool ReadBoolean(string name) => Element(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    /// <summary>Reads a string.</summary>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing or has another type.</exception>
    public string ReadString(string name)
    {
        var value = Element(name);
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, "a string");
    }

    /// <summary>Reads the name of an enum's value, or the names of its flags, separated by commas.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing or not the name of a value.</exception>
    public T ReadEnum<T>(string name)
        where T : struct, Enum
    {
        // By name alone: parsing would also accept numbers, and lists where there are no flags.
        var text = ReadString(name);
        var names = System.Enum.GetNames<T>();
        var isFlags = typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false);
        return (isFlags ? text.Split(", ") : [text]).All(part => names.Contains(part) || (isFlags && text == NoFlags))
            ? System.Enum.Parse<T>(text)
            : throw Wrong(name, "one of " + string.Join(", ", names));
    }

    /// <summary>Whether an option is <c>null</c>.</summary>
    /// <param name="name">The option.</param>
    /// <exception cref="FormatException">It is missing.</exception>
    public bool IsNull(string name)
    {
        if (!unread.TryGetValue(name, out var value))
            throw Missing(name);

        return value.ValueKind == JsonValueKind.Null && unread.Remove(name);
    }

    internal void RequireAllRead()
    {
        if (unread.Count > 0)
        {
            throw new FormatException(
                $"{source}: unknown option '{unread.Keys.First()}'. Was the bundle made for another variant or version?");
        }
    }

    // Numbers that JSON does not have are stored by name.
    private double? ReadNonFinite(string name)
    {
        if (!unread.TryGetValue(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;

        double? number = value.GetString() switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => null,
        };
        if (number is not null)
            unread.Remove(name);

        return number;
    }

    private delegate bool TryGet<T>(JsonElement value, out T result);

    private T Take<T>(string name, string expected, TryGet<T> tryGet)
    {
        var value = Element(name);
        return value.ValueKind == JsonValueKind.Number && tryGet(value, out var result) ? result : throw Wrong(name, expected);
    }

    private JsonElement Element(string name) => unread.Remove(name, out var value) ? value : throw Missing(name);

    private FormatException Missing(string name) => new($"{source}: the option '{name}' is missing.");

    private FormatException Wrong(string name, string expected) => new($"{source}: the option '{name}' must be {expected}.");
}
