using System;
using System.Text;

namespace AdapterKit.CodeFixes;

/// <summary>Turns C# names into ids.</summary>
internal static class Casing
{
    /// <summary><c>FeedForward</c> → <c>feed_forward</c>, or with hyphens.</summary>
    public static string Separated(string name, char separator)
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

    /// <summary><c>Mix</c> → <c>mix</c>.</summary>
    public static string Field(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>A name without an ending, unless it is the whole of it.</summary>
    public static string Without(this string name, string ending) =>
        name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal) ? name.Substring(0, name.Length - ending.Length) : name;
}
