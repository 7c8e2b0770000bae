using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Generators;

internal static class Literal
{
    public static string Of(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string Of(bool value) => value ? "true" : "false";
}
