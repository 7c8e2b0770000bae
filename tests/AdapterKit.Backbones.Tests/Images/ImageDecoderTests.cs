using System.Buffers.Binary;

namespace AdapterKit.Backbones.Tests;

public sealed class ImageDecoderTests
{
    public static TheoryData<string> Files => [.. ImageGoldens.Facts.GetProperty("files").EnumerateObject().Select(file => file.Name)];

    /// <summary>
    /// Gray, transparent, with a palette, of 1 and of 16 bits; progressive, with halved colors, turned by a camera, and in CMYK.
    /// </summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Images_are_decoded_as_Pillow_decodes_them(string name)
    {
        var golden = ImageGoldens.Facts.GetProperty("files").GetProperty(name);
        using var content = File.OpenRead(ImageGoldens.PathOf(name));

        var image = ImageDecoder.Decode(content, name, 3);

        Assert.Equal((golden.GetProperty("height").GetInt32(), golden.GetProperty("width").GetInt32()), (image.Height, image.Width));
        var expected = golden.GetProperty("values").GetBytesFromBase64();
        // A JPEG is defined up to rounding; a PNG is exact.
        var tolerance = name.EndsWith(".png", StringComparison.Ordinal) ? 0 : 2;
        Assert.InRange(expected.Zip(image.Values, (one, other) => Math.Abs(one - other)).Max(), 0, tolerance);
    }

    [Theory]
    [InlineData("rgb.png", 200)]
    [InlineData("rgb.png", 40)]
    [InlineData("rgb.png", 10)]
    [InlineData("rgb.jpg", 800)]
    [InlineData("rgb.jpg", 300)]
    [InlineData("rgb.jpg", 3)]
    public void A_file_that_ends_early_is_refused(string name, int length) =>
        Assert.Contains(
            "x.png is damaged: ", Refuse(File.ReadAllBytes(ImageGoldens.PathOf(name))[..length]), StringComparison.Ordinal);

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var content = File.ReadAllBytes(ImageGoldens.PathOf("rgb.png"));
        content.AsSpan(60, 100).Fill(0x55);

        Assert.Contains("x.png is damaged: ", Refuse(content), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GIF89a")]
    [InlineData("<svg/>")]
    [InlineData("")]
    public void Other_files_are_refused(string content) =>
        Assert.Equal(
            "x.png is neither a PNG nor a JPEG. Convert it to one of them.", Refuse(System.Text.Encoding.ASCII.GetBytes(content)));

    /// <summary>A few bytes that ask for gigabytes: nothing is allocated for them.</summary>
    [Fact]
    public void An_image_of_too_many_pixels_is_refused_before_it_is_decoded()
    {
        var content = File.ReadAllBytes(ImageGoldens.PathOf("rgb.png"));
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(16), 60_000);
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(20), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(content.AsSpan(29), Crc(content.AsSpan(12, 17)));

        Assert.Equal("x.png has 60000 x 60000 pixels, and at most 89,478,485 are read. Make the image smaller.", Refuse(content));
    }

    private static string Refuse(byte[] content) =>
        Assert.Throws<ImageException>(() => ImageDecoder.Decode(new MemoryStream(content), "x.png", 3)).Message;

    private static uint Crc(ReadOnlySpan<byte> content)
    {
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
