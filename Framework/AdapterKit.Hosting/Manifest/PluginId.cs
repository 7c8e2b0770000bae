namespace AdapterKit.Hosting;

/// <summary>What the id of a plugin or of a task may be: it becomes a name in messages, tables and paths.</summary>
public static class PluginId
{
    /// <summary>The maximum number of characters.</summary>
    public const int MaxLength = 100;

    /// <summary>What an id consists of, for messages.</summary>
    public const string Form = "1 to 100 letters, digits, '.', '_' and '-', with a letter or digit at the start";

    /// <summary>Whether a text may be an id.</summary>
    /// <param name="id">The text.</param>
    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength }
        && char.IsLetterOrDigit(id[0])
        && id.All(character => char.IsLetterOrDigit(character) || character is '.' or '_' or '-');
}
