using System.Linq;

namespace AdapterKit.Generators;

/// <summary>Turns declared names into identifiers.</summary>
internal static class Words
{
    /// <summary><c>feed_forward</c> → <c>FeedForward</c>.</summary>
    public static string Title(string name) => string.Concat(
        name.Split('_', '-').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
}
