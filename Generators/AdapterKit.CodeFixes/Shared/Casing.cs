using System;
using System.Text;

namespace AdapterKit.CodeFixes;

/// <summary>Converts C# names to ids.</summary>
internal static class Casing
{
    /// <summary>Converts <c>FeedForward</c> to <c>feed_forward</c>, or with another separator.</summary>
    public static string ToSeparated(string name, char separator)
    {
        var words = new StringBuilder();
        foreach (var letter in name.TrimStart('_', '@'))
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(separator);

            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    /// <summary>Converts <c>Mix</c> to <c>mix</c>.</summary>
    public static string ToFieldName(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>Removes a suffix, unless it is the whole name.</summary>
    public static string TrimSuffix(this string name, string suffix) =>
        name.Length > suffix.Length && name.EndsWith(suffix, StringComparison.Ordinal)
            ? name.Substring(0, name.Length - suffix.Length)
            : name;
}
