namespace AdapterKit;

/// <summary>Names keys of a checkpoint that a <see cref="BackboneModelAttribute"/> class does not need, such as those of a head.</summary>
/// <param name="patterns">Keys as they stand in the file; <c>*</c> stands for any characters.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class IgnoredKeysAttribute(params string[] patterns) : Attribute
{
    /// <summary>The keys, with <c>*</c> for any characters.</summary>
    public IReadOnlyList<string> Patterns { get; } = patterns;
}
