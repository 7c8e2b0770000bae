namespace AdapterKit;

/// <summary>Prepares images for a backbone that reads them.</summary>
public static class ImageBatches
{
    /// <summary>Creates a batch of images.</summary>
    /// <param name="backbone">An <see cref="IImageModel"/>, which reads each image as <see cref="Backbone.MaxTokens"/> tokens.</param>
    /// <param name="pixels">
    /// Normalized colours <c>[batch, channels, height, width]</c>, floating-point numbers on the backbone's device; not modified.
    /// </param>
    /// <returns>A batch owned by the caller, whose ids mean nothing.</returns>
    /// <exception cref="ArgumentException">The backbone reads texts, or images of another size.</exception>
    public static TokenBatch BatchImages(this Backbone backbone, Tensor pixels)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(pixels);
        if (backbone is not IImageModel model)
            throw new ArgumentException($"Backbone '{backbone.Id}' reads texts, not images.", nameof(backbone));

        var shape = pixels.shape;
        return shape is [> 0, var channels, var height, var width]
            && channels == model.Channels && height == model.ImageSize && width == model.ImageSize
                ? TokenBatch.OfImages(pixels, backbone.MaxTokens)
                : throw new ArgumentException(
                    $"Backbone '{backbone.Id}' reads images [batch, {model.Channels}, {model.ImageSize}, {model.ImageSize}], not "
                    + $"[{string.Join(", ", shape)}].",
                    nameof(pixels));
    }
}
