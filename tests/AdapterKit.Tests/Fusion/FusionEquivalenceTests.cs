namespace AdapterKit.Tests;

/// <summary>Every route through a fusion computes what the papers write, over random shapes, members and knobs.</summary>
public sealed class FusionEquivalenceTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Training_and_inference_equal_the_textbook(int seed)
    {
        manual_seed(seed);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var any = new Random(seed);
        var layout = RandomFusion.Draw(any);
        var (h, a) = (randn(2, 5, layout.Width), randn(2, 5, layout.Width));
        var expected = TextbookFusion.Site(layout.Head, layout.Placement, layout.Adapters, h, a, layout.Norm);

        Tensors.AssertClose(layout.Run(layout.Live(frozen: false), h, a), expected, 1e-5, $"{layout}, one by one,");
        Tensors.AssertClose(layout.Run(layout.Folded(frozen: false), h, a), expected, 1e-5, $"{layout}, one by one, folded,");
        Tensors.AssertClose(layout.Run(layout.Live(frozen: true), h, a), expected, 1e-5, $"{layout}, merged,");
        Tensors.AssertClose(layout.Run(layout.Folded(frozen: true), h, a), expected, 1e-5, $"{layout}, folded,");
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Below_another_adapter_all_routes_are_equal(int seed)
    {
        manual_seed(seed);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var layout = RandomFusion.Draw(new Random(seed));
        var (h, a) = (randn(2, 5, layout.Width), randn(2, 5, layout.Width));
        var expected = layout.Run(layout.Live(frozen: false), h, a, layout.Above());
        var tolerance = 1e-5 * Math.Max(1, expected.abs().max().ToDouble());

        Tensors.AssertClose(layout.Run(layout.Live(frozen: true), h, a, layout.Above()), expected, tolerance, $"{layout}, merged,");
        Tensors.AssertClose(layout.Run(layout.Folded(frozen: true), h, a, layout.Above()), expected, tolerance, $"{layout}, folded,");
    }

    [Theory]
    [InlineData(8, 48, 768, true)]
    [InlineData(16, 48, 768, true)]
    [InlineData(16, 384, 768, false)]
    [InlineData(2, 2048, 768, false)]
    public void Members_are_merged_where_that_saves_multiplications(int members, int units, int width, bool pays) =>
        Assert.Equal(pays, FusionCost.MergingPays(members, units, width));
}
