using System.Collections.Generic;
using System.Linq;

namespace AdapterKit.Generators;

/// <summary>Converts declared names to identifiers.</summary>
internal static class Words
{
    /// <summary>The names that no property of a record can have.</summary>
    private static readonly HashSet<string> Reserved =
    [
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers",
        "ReferenceEquals", "ToString",
    ];

    /// <summary>Converts <c>feed_forward</c> to <c>FeedForward</c>.</summary>
    public static string ToPascalCase(string name) => string.Concat(
        name.Split('_', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    /// <summary>Returns the name of a property of a generated record.</summary>
    /// <param name="name">The name in Pascal case.</param>
    /// <param name="noun">What the property is of, for a name that no property can have.</param>
    /// <param name="record">The name of the record.</param>
    public static string ToProperty(string name, string noun, string record) =>
        name.Length == 0 || char.IsDigit(name[0]) ? noun + name
        : name == record || Reserved.Contains(name) ? name + noun
        : name;
}
