namespace AdapterKit.Architecture.Tests.Folders;

/// <summary>The reader sees each way in which code of one folder can use another's, so that a green test means something.</summary>
public sealed class FolderArrowReaderTests
{
    private const string Upper =
        """
        namespace Sample;

        public static class Upper
        {
            public const int Most = 3;

            public static int Twice(this int n) => 2 * n;

            public static Made Make() => new();

            public sealed class Made;
        }
        """;

    [Theory]
    [InlineData("an extension method", "namespace Sample; class Lower { int N => 1.Twice(); }")]
    [InlineData("using static", "using static Sample.Upper; namespace Sample; class Lower { const int N = Most; }")]
    [InlineData("an alias", "using Made = Sample.Upper.Made; namespace Sample; class Lower { Made? N; }")]
    [InlineData("nameof", "namespace Sample; class Lower { string N => nameof(Upper.Most); }")]
    [InlineData("an inferred type", "namespace Sample; class Lower { void N() { var made = Upper.Make(); } }")]
    [InlineData("a target-typed new", "namespace Sample; class Lower { object N => Take(new()); int Take(Upper.Made m) => 0; }")]
    [InlineData("a base class", "namespace Sample; class Lower : System.Collections.Generic.List<Upper.Made>;")]
    [InlineData("an attribute's argument", "namespace Sample; [System.Obsolete(nameof(Upper))] class Lower;")]
    public void A_use_is_an_arrow(string way, string lower)
    {
        var graph = FolderArrowReader.Read("Sample", new Dictionary<string, string>
        {
            ["Below/Lower.cs"] = lower,
            ["Above/Upper.cs"] = Upper,
        });

        Assert.True(graph.Arrows.Any(arrow => (arrow.From, arrow.To) == ("Below", "Above")), way);
        Assert.Empty(graph.FindCycle());
    }

    [Fact]
    public void A_cycle_over_three_folders_is_found_and_described()
    {
        var graph = FolderArrowReader.Read("Sample", new Dictionary<string, string>
        {
            ["One/First.cs"] = "namespace Sample; class First { Second? next; }",
            ["Two/Second.cs"] = "namespace Sample; class Second { Third? next; }",
            ["Three/Third.cs"] = "namespace Sample; class Third { const int N = First.N; }",
            ["One/Apart.cs"] = "namespace Sample; class Apart;",
        });

        Assert.Equal(["One", "Three", "Two"], graph.FindCycle().Order(StringComparer.Ordinal));
        Assert.Contains("Three → One: Three/Third.cs uses Sample.First", graph.Describe(graph.FindCycle()), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_beside_the_project_are_one_folder_and_nested_folders_belong_to_the_topmost() => Assert.Empty(
        FolderArrowReader.Read("Sample", new Dictionary<string, string>
        {
            ["Root.cs"] = "namespace Sample; class Root { Other? other; }",
            ["Other.cs"] = "namespace Sample; class Other;",
            ["Deep/Er/Inner.cs"] = "namespace Sample; class Inner { Sibling? sibling; }",
            ["Deep/Sibling.cs"] = "namespace Sample; class Sibling;",
        }).Arrows);
}
