using AdapterKit.Testing;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Analyzers.Tests;

/// <summary>
/// The help pages are the tests of the diagnostics and their fixes: each page shows what its bad code reports, where, and what the fix
/// makes of it. Only edge cases that no page shows have tests of their own.
/// </summary>
public sealed class PageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.Select(descriptor => descriptor.Id)];

    // The generators skip an invalid declaration, which leaves members without overrides, bodies and arguments.
    private static IReadOnlyList<string> Consequences { get; } = ["CS0103"];

    private static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [.. Analysis.Analyzers
        .SelectMany(analyzer => analyzer.SupportedDiagnostics)
        .Distinct()
        .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    [Fact]
    public void Every_diagnostic_has_its_page_and_every_page_its_diagnostic() =>
        Assert.Equal(Descriptors.Select(descriptor => descriptor.Id), Page.Ids);

    [Theory, MemberData(nameof(Ids))]
    public async Task The_bad_code_reports_what_the_page_shows_and_nothing_else(string id)
    {
        var page = Page.Read(id);
        var analysis = await Analysis.Run(Sources.Compile(page.Language, page.Bad));

        Assert.Equal(page.Report, string.Join("\n\n", analysis.Ours.Select(DiagnosticReport.Render)));
        Assert.Equal([id], analysis.Ours.Select(diagnostic => diagnostic.Id));
        Assert.Empty(analysis.InGeneratedCode);
        Assert.True(analysis.Compiler.Count <= 1, string.Join("\n", analysis.Compiler));
        Assert.DoesNotContain(analysis.Compiler, diagnostic => !Consequences.Contains(diagnostic.Id));
    }

    [Theory, MemberData(nameof(Ids))]
    public Task The_good_code_compiles_without_diagnostics(string id) => DiagnosticAssert.IsClean(Page.Read(id).Good);

    [Theory, MemberData(nameof(Ids))]
    public Task The_fix_changes_the_bad_code_as_the_page_shows(string id)
    {
        var page = Page.Read(id);
        return page.Fix is var (title, after)
            ? DiagnosticAssert.Fixes(id, title, page.Bad, after)
            : DiagnosticAssert.OffersNoFix(id, page.Bad, page.Language);
    }

    [Fact]
    public void Every_fixable_diagnostic_shows_its_fix_and_is_listed()
    {
        var fixable = CodeFixRunner.Providers
            .SelectMany(provider => provider.FixableDiagnosticIds)
            .Distinct()
            .Order(StringComparer.Ordinal);
        var listed = File.ReadLines(Repository.PathOf("Generators", "README.md"))
            .Where(line => line.StartsWith("| [AK", StringComparison.Ordinal) && line.EndsWith("| yes |", StringComparison.Ordinal))
            .Select(line => line[3..9]);

        Assert.Equal(fixable, Page.Ids.Where(id => Page.Read(id).Fix is not null));
        Assert.Equal(fixable, listed);
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_diagnostic_has_the_title_of_its_page_and_is_listed(string id)
    {
        var (title, category, severity) = Descriptors
            .Where(found => found.Id == id)
            .Select(found => (found.Title.ToString(null), found.Category, found.DefaultSeverity))
            .Single();

        Assert.Equal($"{id}: {title}", Page.Read(id).Heading);
        Assert.Contains(
            $"| [{id}](docs/{id}.md) | {(severity == DiagnosticSeverity.Error ? "error" : "warning")} | {title} |",
            File.ReadAllText(Repository.PathOf("Generators", "README.md")),
            StringComparison.Ordinal);
        Assert.Single(FindReleases(), line => line == $"{id} | {category} | {severity} | {title}");
    }

    private static IEnumerable<string> FindReleases() => new[] { "Shipped", "Unshipped" }
        .SelectMany(name => File.ReadLines(Repository.PathOf("Generators", "AdapterKit.Analyzers", $"AnalyzerReleases.{name}.md")));
}
