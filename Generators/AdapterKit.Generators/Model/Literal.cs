using System.Globalization;
using System.Security;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Converts declared values to C# source text.</summary>
internal static class Literal
{
    /// <summary>Escapes a text for an XML comment.</summary>
    public static string ToComment(string text) => SecurityElement.Escape(SymbolDisplay.FormatLiteral(text, quote: false));

    public static string From(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string From(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string From(bool value) => value ? "true" : "false";
}
