using SkiaSharp;

namespace AdapterKit.Backbones;

/// <summary>
/// Decodes PNG and JPEG: upright, as 8-bit colors without transparency, gray as three equal colors, CMYK as RGB. Nothing that the file says
/// of color spaces is applied, as in Pillow.
/// </summary>
internal static class ImageDecoder
{
    // As many pixels as Pillow reads without a warning: 85 MiB in each channel.
    public const long MaxPixels = 89_478_485;
    private const long MaxBytes = 1L << 28;

    /// <summary>Decodes an image.</summary>
    /// <param name="content">The content of the file; borrowed.</param>
    /// <param name="name">The name of the file, for messages.</param>
    /// <param name="channels">3 for RGB, 1 for brightness.</param>
    /// <exception cref="ImageException">The file has another format, is damaged, or too large.</exception>
    public static ColorPlanes Decode(Stream content, string name, int channels)
    {
        using var data = SKData.CreateCopy(ReadAll(content, name));
        using var codec = SKCodec.Create(data) ?? throw new ImageException($"{name} is damaged: its header cannot be read.");
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > MaxPixels)
        {
            throw new ImageException(
                $"{name} has {width} x {height} pixels, and at most {MaxPixels:N0} are read. Make the image smaller.");
        }

        // Not multiplied by the transparency, which is left out.
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap();
        if (!bitmap.TryAllocPixels(info))
            throw new ImageException($"{name}: there is no memory for {width} x {height} pixels.");

        var result = codec.GetPixels(info, bitmap.GetPixels());
        return result == SKCodecResult.Success
            ? Split(bitmap.GetPixelSpan(), width, height, codec.EncodedOrigin, channels)
            : throw new ImageException(
                $"{name} is damaged: {(result == SKCodecResult.IncompleteInput ? "it ends early" : "it cannot be decoded")}.");
    }

    private static ReadOnlySpan<byte> PngStart => [0x89, 0x50, 0x4E, 0x47];

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8];

    private static byte[] ReadAll(Stream content, string name)
    {
        using var copy = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = content.Read(buffer); read > 0; read = content.Read(buffer))
        {
            if (copy.Length + read > MaxBytes)
                throw new ImageException($"{name} is larger than {MaxBytes >> 20} MiB. Make the image smaller.");

            copy.Write(buffer, 0, read);
        }

        var bytes = copy.ToArray();
        return bytes.AsSpan().StartsWith(PngStart) || bytes.AsSpan().StartsWith(JpegStart)
            ? bytes
            : throw new ImageException($"{name} is neither a PNG nor a JPEG. Convert it to one of them.");
    }

    private static ColorPlanes Split(ReadOnlySpan<byte> colors, int width, int height, SKEncodedOrigin origin, int channels)
    {
        var isTurned = origin >= SKEncodedOrigin.LeftTop;
        var (uprightHeight, uprightWidth) = isTurned ? (width, height) : (height, width);
        var area = width * height;
        var values = new byte[channels * area];
        for (var y = 0; y < uprightHeight; y++)
        {
            for (var x = 0; x < uprightWidth; x++)
            {
                var (left, top) = Find(origin, x, y, width, height);
                var pixel = colors.Slice(((top * width) + left) * 4, 3);
                var target = (y * uprightWidth) + x;
                if (channels == 1)
                {
                    values[target] = ComputeBrightness(pixel);
                    continue;
                }

                for (var channel = 0; channel < 3; channel++)
                    values[(channel * area) + target] = pixel[channel];
            }
        }

        return new(values, channels, uprightHeight, uprightWidth);
    }

    // Where the camera has stored a pixel of the upright image.
    private static (int Left, int Top) Find(SKEncodedOrigin origin, int x, int y, int width, int height) => origin switch
    {
        SKEncodedOrigin.TopRight => (width - 1 - x, y),
        SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
        SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
        SKEncodedOrigin.LeftTop => (y, x),
        SKEncodedOrigin.RightTop => (y, height - 1 - x),
        SKEncodedOrigin.RightBottom => (width - 1 - y, height - 1 - x),
        SKEncodedOrigin.LeftBottom => (width - 1 - y, x),
        _ => (x, y),
    };

    // ITU-R 601 with 16 binary digits.
    private static byte ComputeBrightness(ReadOnlySpan<byte> pixel) =>
        (byte)(((pixel[0] * 19595) + (pixel[1] * 38470) + (pixel[2] * 7471) + 0x8000) >> 16);
}
