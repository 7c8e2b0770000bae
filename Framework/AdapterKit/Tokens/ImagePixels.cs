namespace AdapterKit;

/// <summary>An image as a model reads it. It is kept as bytes, a quarter of what its numbers take; batches compute those.</summary>
public sealed class ImagePixels
{
    private readonly byte[] colors;

    /// <summary>Creates the pixels of an image.</summary>
    /// <param name="colors">The colors <c>[channels, height, width]</c>, row by row; not copied, and not to be changed.</param>
    /// <param name="height">The height.</param>
    /// <param name="width">The width.</param>
    /// <param name="scales">What a color is multiplied by, one number for each channel.</param>
    /// <param name="offsets">What is added then, one number for each channel.</param>
    /// <exception cref="ArgumentException">The numbers do not fit each other.</exception>
    public ImagePixels(byte[] colors, int height, int width, IReadOnlyList<float> scales, IReadOnlyList<float> offsets)
    {
        ArgumentNullException.ThrowIfNull(colors);
        ArgumentNullException.ThrowIfNull(scales);
        ArgumentNullException.ThrowIfNull(offsets);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        if (scales.Count != offsets.Count || (long)scales.Count * height * width != colors.Length)
        {
            throw new ArgumentException(
                $"{colors.Length} colors, {scales.Count} scales and {offsets.Count} offsets make no image of {width} x {height}.",
                nameof(colors));
        }

        (this.colors, Height, Width, Scales, Offsets) = (colors, height, width, [.. scales], [.. offsets]);
    }

    /// <summary>The number of colors of a pixel.</summary>
    public int Channels => Scales.Count;

    /// <summary>The height.</summary>
    public int Height { get; }

    /// <summary>The width.</summary>
    public int Width { get; }

    /// <summary>The colors <c>[channels, height, width]</c>, row by row.</summary>
    public ReadOnlySpan<byte> Colors => colors;

    /// <summary>What a color is multiplied by, one number for each channel.</summary>
    public IReadOnlyList<float> Scales { get; }

    /// <summary>What is added then, one number for each channel.</summary>
    public IReadOnlyList<float> Offsets { get; }

    /// <summary>Computes the pixels of some images.</summary>
    /// <param name="images">At least one image, all of one size.</param>
    /// <param name="device">The device of the result; the CPU by default.</param>
    /// <returns>Normalized colors <c>[batch, channels, height, width]</c>, float32, owned by the caller.</returns>
    /// <exception cref="ArgumentException">There is no image, or the images have different sizes.</exception>
    public static Tensor Stack(IReadOnlyList<ImagePixels> images, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("A batch needs at least one image.", nameof(images));

        var (channels, height, width) = (images[0].Channels, images[0].Height, images[0].Width);
        if (images.FirstOrDefault(image => (image.Channels, image.Height, image.Width) != (channels, height, width)) is { } other)
        {
            throw new ArgumentException(
                $"Images of [{channels}, {height}, {width}] and [{other.Channels}, {other.Height}, {other.Width}] make no batch.",
                nameof(images));
        }

        var size = channels * height * width;
        var values = new float[images.Count * size];
        foreach (var (index, image) in images.Index())
            image.CopyTo(values.AsSpan(index * size, size));

        return tensor(values, [images.Count, channels, height, width], device: device);
    }

    private void CopyTo(Span<float> values)
    {
        var area = Height * Width;
        for (var channel = 0; channel < Channels; channel++)
        {
            var (scale, offset, start) = (Scales[channel], Offsets[channel], channel * area);
            for (var index = start; index < start + area; index++)
                values[index] = (colors[index] * scale) + offset;
        }
    }
}
