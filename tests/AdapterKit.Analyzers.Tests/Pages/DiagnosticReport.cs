using System.Globalization;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Renders a diagnostic as the help pages show it: the message and the underlined source.</summary>
internal static class DiagnosticReport
{
    public static string Render(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan().Span;
        Assert.Equal(span.Start.Line, span.End.Line);

        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning";
        var source = diagnostic.Location.SourceTree!.GetText().Lines[span.Start.Line];
        var number = (span.Start.Line + 1).ToString(CultureInfo.InvariantCulture);
        var margin = new string(' ', number.Length);
        var underline = new string('^', span.End.Character - span.Start.Character).PadLeft(span.End.Character);
        return $"""
            {severity} {diagnostic.Id}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}
            {margin} |
            {number} | {source}
            {margin} | {underline}
            """;
    }
}
