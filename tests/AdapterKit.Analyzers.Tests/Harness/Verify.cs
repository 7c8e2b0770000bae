using Microsoft.CodeAnalysis;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Holds what is reported to what is expected: all of it, and nothing else.</summary>
internal static class Verify
{
    /// <summary>One diagnostic at each marked place, in order.</summary>
    public static async Task Reports(string markup, params (string Id, string Message)[] expected)
    {
        var marked = new Markup(markup);
        var analysis = await Analysis.Of(Sources.Compile(marked.Text));

        Assert.Equal(
            expected.Zip(marked.Spans, (said, span) => $"{said.Id} at '{marked.Text.Substring(span.Start, span.Length)}': {said.Message}"),
            analysis.Ours.Select(Told));
        Assert.Equal(marked.Spans, analysis.Ours.Select(diagnostic => diagnostic.Location.SourceSpan));
        Assert.Empty(analysis.InGeneratedCode);
    }

    /// <summary>Nothing, from the compiler neither.</summary>
    public static async Task Clean(params string[] sources)
    {
        var analysis = await Analysis.Of(Sources.Compile(sources));

        Assert.Empty(analysis.Ours.Select(Told));
        Assert.Empty(analysis.Compiler);
    }

    /// <summary>Nothing of ours, whatever the compiler says.</summary>
    public static async Task Silent(params string[] sources) => Assert.Empty((await Analysis.Of(Sources.Compile(sources))).Ours.Select(Told));

    /// <summary>The one fix turns a source into another, which compiles and is free of diagnostics.</summary>
    public static async Task Mends(string id, string title, string before, string after)
    {
        using var mending = new Mending(before);

        var action = Assert.Single(await mending.Offered(id));
        Assert.Equal(title, action.Title);
        Assert.Equal(after, await mending.After(action), ignoreLineEndingDifferences: true);
        await Clean(after);
    }

    /// <summary>All diagnostics of an id are mended at once.</summary>
    public static async Task MendsAll(string id, string before, string after)
    {
        using var mending = new Mending(before);

        Assert.Equal(after, await mending.AfterAll(id), ignoreLineEndingDifferences: true);
        await Clean(after);
    }

    /// <summary>Nothing is offered.</summary>
    public static async Task OffersNothing(string id, string source)
    {
        using var mending = new Mending(source);

        Assert.Empty(await mending.Offered(id));
    }

    private static string Told(Diagnostic diagnostic) =>
        $"{diagnostic.Id} at '{diagnostic.Location.SourceTree?.GetText().ToString(diagnostic.Location.SourceSpan)}': {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
}
