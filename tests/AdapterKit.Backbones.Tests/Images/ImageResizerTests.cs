namespace AdapterKit.Backbones.Tests;

public sealed class ImageResizerTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, ImageGoldens.Facts.GetProperty("resized").GetArrayLength())];

    /// <summary>Smaller and larger, in both directions and in one, with every filter.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Images_are_resized_as_Pillow_resizes_them(int number)
    {
        var golden = ImageGoldens.Facts.GetProperty("resized")[number];
        var (height, width) = (golden.GetProperty("source")[0].GetInt32(), golden.GetProperty("source")[1].GetInt32());
        var (toHeight, toWidth) = (golden.GetProperty("target")[0].GetInt32(), golden.GetProperty("target")[1].GetInt32());
        var image = new ColorPlanes(CreatePattern(height, width), 3, height, width);

        var resized = ImageResizer.Resize(image, toHeight, toWidth, (Resampling)golden.GetProperty("filter").GetInt32());

        Assert.Equal((3, toHeight, toWidth), (resized.Channels, resized.Height, resized.Width));
        Assert.Equal(golden.GetProperty("values").GetBytesFromBase64(), resized.Values);
    }

    /// <summary>Halving by bilinear filters: four pixels count 1, 3, 3, 1; at the border, what is missing counts nothing.</summary>
    [Fact]
    public void A_reduced_image_reads_every_pixel()
    {
        var resized = ImageResizer.Resize(new ColorPlanes([0, 80, 160, 240], 1, 1, 4), 1, 2, Resampling.Bilinear);

        // (3·0 + 3·80 + 1·160) / 7 and its mirror image.
        Assert.Equal([57, 183], resized.Values);
    }

    [Fact]
    public void The_middle_is_cut_out()
    {
        var image = new ColorPlanes([.. Enumerable.Range(0, 2 * 4 * 5).Select(value => (byte)value)], 2, 4, 5);

        Assert.Equal([6, 7, 8, 11, 12, 13, 26, 27, 28, 31, 32, 33], image.CropCenter(2, 3).Values);
    }

    /// <summary>Rows are widened before there are fewer of them.</summary>
    [Fact]
    public void An_image_that_would_grow_without_bound_is_refused()
    {
        var image = new ColorPlanes(new byte[3_000_000], 3, 1_000_000, 1);

        var error = Assert.Throws<ImageException>(() => ImageResizer.Resize(image, 724, 724, Resampling.Bilinear));
        Assert.Contains("1000000", error.Message, StringComparison.Ordinal);
    }

    // As make.py makes it.
    private static byte[] CreatePattern(int height, int width) =>
    [
        .. from c in Enumerable.Range(0, 3)
           from y in Enumerable.Range(0, height)
           from x in Enumerable.Range(0, width)
           select (byte)((x * 37) + (y * 101) + (c * 59) + (x * y * 7)),
    ];
}
