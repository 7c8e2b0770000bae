namespace AdapterKit;

/// <summary>Declares the key of a property in a model's <c>config.json</c>.</summary>
/// <remarks>
/// On <c>init</c> properties of a partial record: <c>int</c>, <c>double</c>, <c>bool</c>, <c>string</c>, a list of strings or
/// <see cref="Activation"/>. A property keeps its initial value if the file lacks the key or says <c>null</c>; one of type <c>double?</c>
/// is <see langword="null"/> if the file says so. The compiler writes <see cref="IModelConfig{TSelf}.Read"/>.
/// </remarks>
/// <param name="key">
/// The key, such as <c>"hidden_size"</c>; <c>"rope_scaling.factor"</c> for one within an object; several names, of which a file has one,
/// are separated by <c>|</c>.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfigKeyAttribute(string key) : Attribute
{
    /// <summary>The key.</summary>
    public string Key { get; } = key;
}
