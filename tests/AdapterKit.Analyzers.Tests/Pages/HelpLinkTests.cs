namespace AdapterKit.Analyzers.Tests;

public sealed class HelpLinkTests
{
    public static TheoryData<string> Ids => PageTests.Ids;

    [Theory, MemberData(nameof(Ids))]
    public void A_help_link_leads_to_a_page(string id)
    {
        var descriptor = Analysis.Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).First(found => found.Id == id);
        var link = new Uri(descriptor.HelpLinkUri, UriKind.Absolute);

        Assert.EndsWith($"/docs/{id}.md", link.AbsolutePath, StringComparison.Ordinal);
        Assert.True(!link.IsFile || File.Exists(link.LocalPath), link.LocalPath);
    }

    [Fact]
    public void A_published_page_comes_before_the_packed_one() =>
        Assert.Equal("https://example.org/docs/", HelpPage.GetDirectory("https://example.org/docs/", "/packages/analyzers/A.dll"));

    [Fact]
    public void A_packed_page_lies_beside_the_analyzers() =>
        Assert.Equal("file:///packages/adapter%20kit/docs/", HelpPage.GetDirectory(null, "/packages/adapter kit/AdapterKit.Analyzers.dll"));

    [Fact]
    public void A_host_that_loads_the_analyzers_from_memory_gets_a_relative_link() =>
        Assert.Equal("docs/", HelpPage.GetDirectory(null, ""));
}
