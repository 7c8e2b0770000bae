namespace AdapterKit;

/// <summary>Prepares images for a backbone that reads them.</summary>
public static class ImageBatches
{
    /// <summary>Reads an image file as the backbone's weights were trained.</summary>
    /// <param name="backbone">An <see cref="IImageModel"/> with a <see cref="IImageModel.Processor"/>.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="ImageException">
    /// The file is missing, or no image that can be read; or nothing says how the backbone reads image files.
    /// </exception>
    /// <exception cref="ArgumentException">The backbone reads texts.</exception>
    public static ImagePixels ReadImage(this Backbone backbone, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var processor = RequireImages(backbone).Processor ?? throw new ImageException(
            $"Nothing says how backbone '{backbone.Id}' reads image files. Put the preprocessor_config.json that was published with its "
            + "weights beside them.");
        try
        {
            using var content = File.OpenRead(path);
            return processor.Read(content, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Creates a batch of images.</summary>
    /// <param name="backbone">An <see cref="IImageModel"/>, which reads each image as <see cref="Backbone.MaxTokens"/> tokens.</param>
    /// <param name="pixels">
    /// Normalized colors <c>[batch, channels, height, width]</c>, floating-point numbers on the backbone's device; not modified.
    /// </param>
    /// <returns>A batch owned by the caller, whose ids mean nothing.</returns>
    /// <exception cref="ArgumentException">The backbone reads texts, or images of another size.</exception>
    public static TokenBatch BatchImages(this Backbone backbone, Tensor pixels)
    {
        var model = RequireImages(backbone);
        ArgumentNullException.ThrowIfNull(pixels);
        return pixels.shape is [> 0, var channels, var height, var width] && Fits(model, channels, height, width)
            ? TokenBatch.OfImages(pixels, backbone.MaxTokens)
            : throw Refuse(backbone, model, string.Join(", ", pixels.shape), nameof(pixels));
    }

    /// <summary>Returns an image as the tokens that a backbone reads.</summary>
    /// <exception cref="ArgumentException">The backbone reads texts, or images of another size.</exception>
    internal static TokenizedText Tokenize(Backbone backbone, ImagePixels image)
    {
        var model = RequireImages(backbone);
        return Fits(model, image.Channels, image.Height, image.Width)
            ? new(new int[backbone.MaxTokens], IsTruncated: false) { Image = image }
            : throw Refuse(backbone, model, $"1, {image.Channels}, {image.Height}, {image.Width}", nameof(image));
    }

    private static IImageModel RequireImages(Backbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return backbone.Images ?? throw new ArgumentException($"Backbone '{backbone.Id}' reads texts, not images.", nameof(backbone));
    }

    private static bool Fits(IImageModel model, long channels, long height, long width) =>
        channels == model.Channels && height == model.ImageSize && width == model.ImageSize;

    private static ArgumentException Refuse(Backbone backbone, IImageModel model, string shape, string parameter) => new(
        $"Backbone '{backbone.Id}' reads images [batch, {model.Channels}, {model.ImageSize}, {model.ImageSize}], not [{shape}].",
        parameter);
}
