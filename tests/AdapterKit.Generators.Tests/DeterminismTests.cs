using System.Globalization;

namespace AdapterKit.Generators.Tests;

public sealed class DeterminismTests
{
    private static readonly string[] Files =
    [
        GeneratorHarness.Source("Squeeze.cs"),
        GeneratorHarness.Source("Gate.cs"),
        GeneratorHarness.Source("PostNormLayer.cs"),
        GeneratorHarness.Source("PreNormLayer.cs"),
        GeneratorHarness.Source("HandWrittenLayers.cs"),
        GeneratorHarness.Source("Tasks.cs"),
        GeneratorHarness.Source("WholePath.cs"),
    ];

    private static readonly string[] Expected = Generate(Files);

    [Fact]
    public void A_second_run_writes_the_same_bytes() => Assert.Equal(Expected, Generate(Files));

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void The_order_of_files_does_not_matter(int seed)
    {
        var shuffled = Files.ToArray();
        new Random(seed).Shuffle(shuffled);

        Assert.Equal(Expected, Generate(shuffled));
    }

    [Theory, InlineData("tr-TR"), InlineData("de-DE"), InlineData("ar-SA"), InlineData("th-TH")]
    public void The_culture_does_not_matter(string culture)
    {
        var (own, ownUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);

            Assert.Equal(Expected, Generate(Files));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (own, ownUi);
        }
    }

    [Fact]
    public void Line_ends_and_paths_of_the_sources_do_not_matter() =>
        Assert.Equal(Expected, Generate(Files.Select(file => file.ReplaceLineEndings("\r\n"))));

    private static string[] Generate(IEnumerable<string> sources) =>
    [
        .. GeneratorHarness.Run(sources).AssertClean().Result.GeneratedTrees
            .Select(tree => $"{tree.FilePath}\n{tree}")
            .Order(StringComparer.Ordinal),
    ];
}
