using System.Text.RegularExpressions;
using AdapterKit.Testing;

namespace AdapterKit.Analyzers.Tests;

/// <summary>The README and the plugins have no diagnostics. The builds of Framework and Plugins run the analyzers, too.</summary>
public sealed partial class OwnSourceTests
{
    public static TheoryData<string> ReadmeBlocks => [.. CodeBlock()
        .Matches(File.ReadAllText(Repository.PathOf("README.md")))
        .Select(block => block.Groups[1].Value)];

    public static TheoryData<string> Sources => [.. Directory.GetFiles(Repository.PathOf("Plugins"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
        .Concat(Directory.GetFiles(Repository.PathOf("tests", "AdapterKit.Generators.Tests", "Sources"), "*.cs"))
        .Select(path => Path.GetRelativePath(Repository.Root, path))
        .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(ReadmeBlocks))]
    public Task The_readme_shows_clean_code(string code) => DiagnosticAssert.ReportsNothing(code);

    [Theory, MemberData(nameof(Sources))]
    public Task Our_sources_are_clean(string path) => DiagnosticAssert.ReportsNothing(File.ReadAllText(Repository.PathOf(path)));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
