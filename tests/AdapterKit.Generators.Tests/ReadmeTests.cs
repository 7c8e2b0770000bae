using System.Text.RegularExpressions;
using AdapterKit.Hosting;
using AdapterKit.Testing;
using AdapterKit.Training;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace AdapterKit.Generators.Tests;

/// <summary>The code on every page compiles by itself: the README, the guides, and the readmes of packages and folders.</summary>
public sealed partial class ReadmeTests
{
    // What the fragments of a page take for granted.
    private const string Given =
        """
        global using static Given;

        internal static class Given
        {
            public static Backbone backbone => throw new NotSupportedException();
            public static TaskAdapter task => throw new NotSupportedException();
            public static IReadOnlyList<TaskAdapter> tasks => throw new NotSupportedException();
            public static IReadOnlyList<string> texts => throw new NotSupportedException();
            public static TokenBatch batch => throw new NotSupportedException();
        }
        """;

    private static readonly MetadataReference[] Libraries =
    [
        .. new[]
        {
            typeof(Trainer), typeof(PluginHost), typeof(Backbones.BertModel), typeof(Npm.NpmModelSource), typeof(NuGet.NuGetModelSource),
            typeof(Onnx.OnnxExporter), typeof(Interchange.AdapterFolder), typeof(IServiceCollection), typeof(IHealthChecksBuilder),
            typeof(HealthCheckServiceCollectionExtensions), typeof(IEmbeddingGenerator), typeof(Cluster.IBlobStore),
            typeof(Orleans.Hosting.ISiloBuilder),
        }
            .Select(type => MetadataReference.CreateFromFile(type.Assembly.Location)),
    ];

    public static TheoryData<string> PagesWithCode => [.. Pages().Where(page => CodeOf(page).Count > 0)];

    [Theory, MemberData(nameof(PagesWithCode))]
    public void Every_block_of_a_page_compiles_without_a_warning(string page) => Assert.All(CodeOf(page), CompilesCleanly);

    [Fact]
    public void The_readme_shows_all_three_journeys() => Assert.True(CodeOf("README.md").Count >= 3);

    private static void CompilesCleanly(string code)
    {
        var compilation = GeneratorHarness.Compile("Page", code, Given).AddReferences(Libraries);
        if (compilation.SyntaxTrees[0].GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any())
            compilation = compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication));

        GeneratorHarness.Run(compilation).AssertClean();
    }

    private static IEnumerable<string> Pages() => new[] { "docs", "samples", "Framework", "Build", "Templates" }
        .SelectMany(directory => Directory.GetFiles(Repository.PathOf(directory), "*.md", SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Repository.Root, path))
        .Where(path => !path.Contains("/bin/", StringComparison.Ordinal))
        .Append("README.md")
        .Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> CodeOf(string page) =>
        [.. CodeBlock().Matches(File.ReadAllText(Repository.PathOf(page))).Select(block => block.Groups[1].Value)];

    // A block with a path behind the language is a quotation: the tests of the samples compare it with its file.
    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
