namespace AdapterKit.Backbones;

/// <summary>The colors of an image, channel by channel and row by row.</summary>
/// <param name="Values">The colors <c>[channels, height, width]</c>.</param>
/// <param name="Channels">The number of channels.</param>
/// <param name="Height">The height.</param>
/// <param name="Width">The width.</param>
internal sealed record ColorPlanes(byte[] Values, int Channels, int Height, int Width)
{
    /// <summary>Returns the middle of the image.</summary>
    /// <param name="height">The height, at most that of the image.</param>
    /// <param name="width">The width, at most that of the image.</param>
    public ColorPlanes CropCenter(int height, int width)
    {
        var (top, left) = ((Height - height) / 2, (Width - width) / 2);
        var values = new byte[Channels * height * width];
        for (var row = 0; row < Channels * height; row++)
        {
            var source = (((row / height * Height) + top + (row % height)) * Width) + left;
            Values.AsSpan(source, width).CopyTo(values.AsSpan(row * width));
        }

        return new(values, Channels, height, width);
    }

    /// <summary>Returns the image with columns in place of rows.</summary>
    public ColorPlanes Transpose()
    {
        var values = new byte[Values.Length];
        for (var channel = 0; channel < Channels; channel++)
        {
            var plane = channel * Height * Width;
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                    values[plane + (x * Height) + y] = Values[plane + (y * Width) + x];
            }
        }

        return new(values, Channels, Width, Height);
    }
}
