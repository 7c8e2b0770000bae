using System.Reflection;
using AdapterKit.Testing;
using Microsoft.CodeAnalysis;

namespace AdapterKit.Analyzers.Tests;

/// <summary>Every diagnostic is documented, listed and tested, and what its page says is so.</summary>
public sealed class PageTests
{
    public static TheoryData<string> Ids => [.. Descriptors.Select(descriptor => descriptor.Id)];

    // What is left undone where the generators leave a declaration out: members not overridden, bodies and arguments missing.
    private static IReadOnlyList<string> Consequences { get; } = ["CS0103", "CS0534", "CS7036"];

    private static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Distinct().OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Ids))]
    public async Task The_bad_code_of_a_page_gives_its_diagnostic_and_no_other(string id)
    {
        var analysis = await Analysis.Of(Sources.Compile(Page.Of(id).Bad));

        Assert.Equal([id], analysis.Ours.Select(diagnostic => diagnostic.Id));
        Assert.Empty(analysis.InGeneratedCode);
        Assert.True(analysis.Compiler.Count <= 1, string.Join("\n", analysis.Compiler));
        Assert.DoesNotContain(analysis.Compiler, diagnostic => !Consequences.Contains(diagnostic.Id));
    }

    [Theory, MemberData(nameof(Ids))]
    public Task The_good_code_of_a_page_compiles_without_a_word(string id) => Verify.Clean(Page.Of(id).Good);

    [Theory, MemberData(nameof(Ids))]
    public void Every_diagnostic_is_listed(string id)
    {
        var descriptor = Descriptors.Single(found => found.Id == id);

        Assert.True(File.Exists(Repository.PathOf(descriptor.HelpLinkUri)), descriptor.HelpLinkUri);
        Assert.StartsWith($"# {id}: ", Page.Of(id).Text, StringComparison.Ordinal);
        Assert.Contains($"[{id}](docs/{id}.md)", File.ReadAllText(Repository.PathOf("Generators", "README.md")), StringComparison.Ordinal);
        Assert.Single(Releases(), line => line.StartsWith($"{id} | {descriptor.Category} | {descriptor.DefaultSeverity} | ", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_diagnostic_has_its_positive_test()
    {
        var tested = GetType().Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<ReportsAttribute>())
            .Select(attribute => attribute.Id);

        Assert.Equal(Descriptors.Select(descriptor => descriptor.Id), tested.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_fix_has_its_test_and_is_listed()
    {
        var fixable = Mending.Fixes.SelectMany(fix => fix.FixableDiagnosticIds).Distinct().Order(StringComparer.Ordinal).ToArray();
        var tested = GetType().Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetCustomAttributes<MendsAttribute>())
            .Select(attribute => attribute.Id);
        var listed = File.ReadLines(Repository.PathOf("Generators", "README.md"))
            .Where(line => line.StartsWith("| [AK", StringComparison.Ordinal) && line.EndsWith("| yes |", StringComparison.Ordinal))
            .Select(line => line[3..9]);

        Assert.Equal(fixable, tested.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(fixable, listed);
    }

    [Fact]
    public void Every_page_has_its_diagnostic()
    {
        var pages = Directory.GetFiles(Repository.PathOf("Generators", "docs"), "*.md").Select(Path.GetFileNameWithoutExtension);

        Assert.Equal(Descriptors.Select(descriptor => descriptor.Id), pages.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Releases() => new[] { "Shipped", "Unshipped" }
        .SelectMany(name => File.ReadLines(Repository.PathOf("Generators", "AdapterKit.Analyzers", $"AnalyzerReleases.{name}.md")));
}
