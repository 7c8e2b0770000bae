using System.Text.RegularExpressions;
using AdapterKit.Testing;

namespace AdapterKit.Generators.Tests;

/// <summary>The code in the README compiles.</summary>
public sealed partial class ReadmeTests
{
    public static TheoryData<string> Blocks => [.. CodeBlock()
        .Matches(File.ReadAllText(Repository.PathOf("README.md")))
        .Select(block => block.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Every_block_of_the_readme_compiles_without_a_warning(string code) => GeneratorHarness.Run(code).AssertClean();

    [Fact]
    public void The_readme_shows_all_three_journeys() => Assert.True(Blocks.Count >= 3);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}
