namespace AdapterKit;

/// <summary>
/// A safetensors file breaks the format, or does not hold what was asked of it. Nothing was read from it or changed by it.
/// </summary>
public sealed class SafetensorsException : Exception
{
    internal SafetensorsException(string file, string? key, string problem, Exception? inner = null)
        : base(key is null ? $"{file}: {problem}" : $"{file}: tensor '{key}': {problem}", inner) =>
        (File, Key) = (file, key);

    /// <summary>Path of the file.</summary>
    public string File { get; }

    /// <summary>The tensor concerned, or null where the file as a whole is.</summary>
    public string? Key { get; }
}
