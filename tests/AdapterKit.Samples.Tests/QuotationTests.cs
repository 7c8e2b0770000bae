using System.Text.RegularExpressions;

namespace AdapterKit.Samples.Tests;

/// <summary>The guides show code that runs: a block with a path is an exact piece of that file.</summary>
public sealed partial class QuotationTests
{
    public static TheoryData<string> Pages => [.. PagePaths];

    private static IEnumerable<string> PagePaths => Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
        .Select(page => Path.GetRelativePath(Repository.Root, page))
        .Order(StringComparer.Ordinal);

    [Theory, MemberData(nameof(Pages))]
    public void Every_quotation_is_a_piece_of_its_file(string page) => Assert.All(
        QuotationsOf(page),
        quotation => Assert.Contains(quotation.Code, File.ReadAllText(Repository.PathOf(quotation.File)), StringComparison.Ordinal));

    [Fact]
    public void The_guides_quote_every_sample()
    {
        var quoted = PagePaths.SelectMany(QuotationsOf).Select(quotation => quotation.File).ToList();
        var samples = Directory.GetFiles(Repository.PathOf("samples"), "*.csproj", SearchOption.AllDirectories);

        Assert.NotEmpty(samples);
        Assert.All(
            samples.Select(Path.GetFileNameWithoutExtension),
            sample => Assert.Contains(quoted, file => file.StartsWith($"samples/{sample}/", StringComparison.Ordinal)));
    }

    private static IEnumerable<(string File, string Code)> QuotationsOf(string page) => Quotation()
        .Matches(File.ReadAllText(Repository.PathOf(page)))
        .Select(block => (block.Groups["file"].Value, block.Groups["code"].Value));

    [GeneratedRegex("```\\w+ (?<file>[\\w./-]+)\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Quotation();
}
