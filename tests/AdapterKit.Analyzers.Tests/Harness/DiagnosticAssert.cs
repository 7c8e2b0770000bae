using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Asserts which diagnostics and code fixes a source has.</summary>
internal static class DiagnosticAssert
{
    /// <summary>The source has one diagnostic at each marked span, in this order, and no other.</summary>
    public static async Task Reports(string markup, params (string Id, string Message)[] expected)
    {
        var marked = new Markup(markup);
        var analysis = await Analysis.Run(Sources.Compile(marked.Text));

        Assert.Equal(
            expected.Zip(marked.Spans, (one, span) => $"{one.Id} at '{marked.Text.Substring(span.Start, span.Length)}': {one.Message}"),
            analysis.Ours.Select(ToDisplay));
        Assert.Equal(marked.Spans, analysis.Ours.Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.Empty(analysis.InGeneratedCode);
    }

    /// <summary>The sources have no diagnostics, and compile without errors and warnings.</summary>
    public static async Task IsClean(params string[] sources)
    {
        var analysis = await Analysis.Run(Sources.Compile(sources));

        Assert.Empty(analysis.Ours.Select(ToDisplay));
        Assert.Empty(analysis.Compiler);
    }

    /// <summary>The sources have no diagnostics of ours, whether they compile or not.</summary>
    public static async Task ReportsNothing(params string[] sources) =>
        Assert.Empty((await Analysis.Run(Sources.Compile(sources))).Ours.Select(ToDisplay));

    /// <summary>The only fix of a diagnostic turns a source into a clean one.</summary>
    public static async Task Fixes(string id, string title, string before, string after)
    {
        using var runner = new CodeFixRunner(before);

        var action = Assert.Single(await runner.FindFixes(id));
        Assert.Equal(title, action.Title);
        Assert.Equal(after, await runner.Apply(action), ignoreLineEndingDifferences: true);
        await IsClean(after);
    }

    /// <summary>Fixing all diagnostics with an id at once turns a source into a clean one.</summary>
    public static async Task FixesAll(string id, string before, string after)
    {
        using var runner = new CodeFixRunner(before);

        Assert.Equal(after, await runner.ApplyAll(id), ignoreLineEndingDifferences: true);
        await IsClean(after);
    }

    /// <summary>A diagnostic has no fix.</summary>
    public static async Task OffersNoFix(
        string id, string source, LanguageVersion language = LanguageVersion.CSharp14)
    {
        using var runner = new CodeFixRunner(source, language);

        Assert.Empty(await runner.FindFixes(id));
    }

    private static string ToDisplay(Diagnostic diagnostic)
    {
        var source = diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan);
        return $"{diagnostic.Id} at '{source}': {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
    }
}
