namespace AdapterKit;

/// <summary>Declares the only value of a key in <c>config.json</c> that a model supports; files with another value are refused.</summary>
/// <param name="key">The key, such as <c>"position_embedding_type"</c>.</param>
/// <param name="value">The value as it stands in the file, such as <c>"absolute"</c>; a file may also lack the key.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ConfigValueAttribute(string key, string value) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;

    /// <summary>The only value that the model supports.</summary>
    public string Value { get; } = value;
}
