using System.Linq;

namespace AdapterKit.Generators;

/// <summary>Converts declared names to identifiers.</summary>
internal static class Words
{
    /// <summary>Converts <c>feed_forward</c> to <c>FeedForward</c>.</summary>
    public static string ToPascalCase(string name) => string.Concat(
        name.Split('_', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
