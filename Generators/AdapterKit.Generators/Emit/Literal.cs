using System.Security;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

/// <summary>Writes declared values as C#.</summary>
internal static class Literal
{
    /// <summary>A text in an XML comment.</summary>
    public static string Comment(string text) => SecurityElement.Escape(SymbolDisplay.FormatLiteral(text, quote: false));

    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(bool value) => value ? "true" : "false";
}
