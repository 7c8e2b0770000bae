using System.Text.RegularExpressions;

namespace AdapterKit.Samples.Tests;

/// <summary>A relative link on a page of the repository leads to a file or directory that exists.</summary>
public sealed partial class LinkTests
{
    private static readonly string[] Excluded = [".git", "artifacts", "bin", "obj"];

    public static TheoryData<string> Pages =>
        [.. PagesIn(Repository.Root).Select(page => Path.GetRelativePath(Repository.Root, page)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void Every_relative_link_leads_somewhere(string page)
    {
        var directory = Path.GetDirectoryName(Repository.PathOf(page))!;
        var broken = Link().Matches(File.ReadAllText(Repository.PathOf(page)))
            .Select(link => link.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !Path.Exists(Path.Combine(directory, target)));

        Assert.Empty(broken);
    }

    private static IEnumerable<string> PagesIn(string directory) => Directory.EnumerateFiles(directory, "*.md")
        .Concat(Directory.EnumerateDirectories(directory)
            .Where(child => !Excluded.Contains(Path.GetFileName(child)))
            .SelectMany(PagesIn));

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
