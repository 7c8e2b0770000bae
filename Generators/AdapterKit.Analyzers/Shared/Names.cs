using System;
using System.Text;

namespace AdapterKit.Analyzers;

/// <summary>Which names files, keys and generated members can carry.</summary>
internal static class Names
{
    public const string IdRule = "lower-case letters, digits and hyphens";
    public const string PointRule = "letters, digits, hyphens and underscores";

    /// <summary>An id of a variant or a task.</summary>
    public static bool IsId(string name) => name == IdOf(name);

    /// <summary>The name of an insertion point.</summary>
    public static bool IsPoint(string name) => name == PointOf(name);

    /// <summary>The id nearest to a text.</summary>
    public static string IdOf(string name) => Cleaned(
        name.ToLowerInvariant(), letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'), '-', "my-id");

    /// <summary>The name of an insertion point nearest to a text.</summary>
    public static string PointOf(string name) => Cleaned(
        name, letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-', '_', "point");

    private static string Cleaned(string name, Func<char, bool> isAllowed, char separator, string otherwise)
    {
        var cleaned = new StringBuilder();
        foreach (var letter in name)
        {
            if (isAllowed(letter))
                cleaned.Append(letter);
            else if (cleaned.Length > 0 && cleaned[cleaned.Length - 1] != separator)
                cleaned.Append(separator);
        }

        var trimmed = cleaned.ToString().Trim('-', '_');
        return trimmed.Length == 0 ? otherwise : trimmed;
    }
}
