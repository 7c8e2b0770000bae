using System;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers;

/// <summary>The rules for names that are used in files, weight keys and generated members.</summary>
internal static class Names
{
    public const string IdRule = "lowercase letters, digits and hyphens";
    public const string FreeRule = "a name that no system or build reserves";
    public const string PointRule = "letters, digits, hyphens and underscores";

    /// <summary>Whether a text is a valid id of a variant or a task.</summary>
    public static bool IsId(string name) => name == ToId(name);

    /// <summary>Whether a text is a valid insertion point name.</summary>
    public static bool IsPointName(string name) => name == ToPointName(name);

    /// <summary>Returns the valid id closest to a text.</summary>
    public static string ToId(string name)
    {
        var id = Clean(name.ToLowerInvariant(), letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9'), '-', "my-id");
        return IsReserved(id) ? "my-" + id : id;
    }

    /// <summary>Whether no folder may have the name on Windows, or a build writes into one.</summary>
    public static bool IsReserved(string name) =>
        name is "con" or "prn" or "aux" or "nul" or "bin" or "obj"
        || (name.Length == 4 && char.IsDigit(name[3]) && name.Substring(0, 3) is ("com" or "lpt"));

    /// <summary>Returns the valid insertion point name closest to a text.</summary>
    public static string ToPointName(string name) => Clean(
        name, letter => letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_' or '-', '_', "point");

    /// <summary>Returns a text as a message shows it: on one line, whatever it contains.</summary>
    public static string ToPrintable(string text) => SymbolDisplay.FormatLiteral(text, quote: false);

    private static string Clean(string name, Func<char, bool> isAllowed, char separator, string fallback)
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
        return trimmed.Length == 0 ? fallback : trimmed;
    }
}
