namespace AdapterKit.Backbones;

/// <summary>
/// Resizes images as Pillow does, bit by bit: the filter grows with the reduction, so that each pixel of the source counts; weights
/// have 22 binary digits, and rows are rounded before columns are computed.
/// </summary>
internal static class ImageResizer
{
    private const int Precision = 22;

    /// <summary>Resizes an image.</summary>
    public static ColorPlanes Resize(ColorPlanes image, int height, int width, Resampling filter)
    {
        var rows = width == image.Width ? image : ResizeRows(image, width, filter);
        return height == image.Height ? rows : ResizeRows(rows.Transpose(), height, filter).Transpose();
    }

    private static ColorPlanes ResizeRows(ColorPlanes image, int width, Resampling filter)
    {
        var rows = image.Channels * image.Height;
        if ((long)rows * width > ImageDecoder.MaxPixels)
        {
            throw new ImageException(
                $"The image has {image.Width} x {image.Height} pixels, too narrow to be resized. Crop it to a more even shape.");
        }

        var values = new byte[rows * width];
        foreach (var (x, (first, weights)) in Enumerable.Range(0, width).Select(x => Weigh(image.Width, width, x, filter)).Index())
        {
            for (var row = 0; row < rows; row++)
                values[(row * width) + x] = Sum(image.Values.AsSpan((row * image.Width) + first, weights.Length), weights);
        }

        return new(values, image.Channels, image.Height, width);
    }

    private static byte Sum(ReadOnlySpan<byte> colors, int[] weights)
    {
        var sum = 1 << (Precision - 1);
        for (var index = 0; index < weights.Length; index++)
            sum += colors[index] * weights[index];

        return (byte)Math.Clamp(sum >> Precision, 0, byte.MaxValue);
    }

    // The first pixel of the source that counts, and the weights from there on.
    private static (int First, int[] Weights) Weigh(int source, int target, int x, Resampling filter)
    {
        var scale = (double)source / target;
        var center = (x + 0.5) * scale;
        if (filter == Resampling.Nearest)
            return (Math.Min((int)center, source - 1), [1 << Precision]);

        var stretch = Math.Max(scale, 1);
        var support = SupportOf(filter) * stretch;
        var first = Math.Max((int)(center - support + 0.5), 0);
        var end = Math.Min((int)(center + support + 0.5), source);
        double[] weights =
            [.. Enumerable.Range(first, end - first).Select(index => Evaluate(filter, (index - center + 0.5) * (1 / stretch)))];
        var total = weights.Sum();
        return (first, [.. weights.Select(weight => Round(total == 0 ? weight : weight / total))]);
    }

    private static int Round(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << Precision)));

    private static double SupportOf(Resampling filter) => filter switch
    {
        Resampling.Box => 0.5,
        Resampling.Bicubic => 2,
        Resampling.Lanczos => 3,
        _ => 1,
    };

    private static double Evaluate(Resampling filter, double x) => filter switch
    {
        Resampling.Box => x is > -0.5 and <= 0.5 ? 1 : 0,
        Resampling.Bilinear => Math.Max(1 - Math.Abs(x), 0),
        Resampling.Hamming => Math.Abs(x) < 1 ? Sinc(x) * (0.54 + (0.46 * Math.Cos(x * Math.PI))) : 0,
        Resampling.Bicubic => EvaluateCubic(Math.Abs(x)),
        _ => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
    };

    // Keys' cubic with a = -1/2.
    private static double EvaluateCubic(double x) =>
        x < 1 ? (((1.5 * x) - 2.5) * x * x) + 1 : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * -0.5 : 0;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
