using System.Globalization;

namespace AdapterKit.Backbones;

/// <summary>
/// Reads image files as <c>preprocessor_config.json</c> says, for the processors of ViT and DeiT: resized, cropped, rescaled and
/// normalized.
/// </summary>
/// <remarks>
/// PNG and JPEG, of at most 89 million pixels. Images are turned as their EXIF orientation says; transparency is left out; gray becomes
/// three equal colors, 16-bit colors become 8-bit ones, and CMYK becomes RGB. Resizing equals Pillow's bit by bit.
/// </remarks>
public sealed class HuggingFaceImageProcessor : IImageProcessor
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "preprocessor_config.json";

    private static readonly string[] Kinds = ["ViTImageProcessor", "ViTFeatureExtractor", "DeiTImageProcessor", "DeiTFeatureExtractor"];

    private readonly (int Height, int Width)? size;
    private readonly (int Height, int Width)? crop;
    private readonly Resampling filter;
    private readonly float[] scales;
    private readonly float[] offsets;

    private HuggingFaceImageProcessor(ConfigReader config)
    {
        var isDeiT = ReadKind(config).StartsWith("DeiT", StringComparison.Ordinal);
        Refuse(config, config.Get("do_pad", false), "'do_pad' is true, but images are not padded here");
        filter = ReadFilter(config, isDeiT ? Resampling.Bicubic : Resampling.Bilinear);
        size = config.Get("do_resize", true) ? ReadSize(config, "size", isDeiT ? 256 : 224) : null;
        crop = config.Get("do_center_crop", isDeiT) ? ReadSize(config, "crop_size", 224) : null;
        var isLarger = size is { } whole && crop is { } part && (part.Height > whole.Height || part.Width > whole.Width);
        Refuse(config, isLarger, "'crop_size' is larger than 'size'");
        var factor = config.Get("do_rescale", true) ? config.Get("rescale_factor", 1.0 / 255) : 1;
        var isNormalized = config.Get("do_normalize", true);
        var (mean, deviation) = isNormalized
            ? (config.Get("image_mean", [0.5, 0.5, 0.5]), config.Get("image_std", [0.5, 0.5, 0.5]))
            : ([0, 0, 0], [1, 1, 1]);
        Refuse(config, mean.Count is not (1 or 3), "'image_mean' must have one number or three");
        Refuse(config, deviation.Count != mean.Count, "'image_std' must have as many numbers as 'image_mean'");
        Refuse(config, deviation.Contains(0), "'image_std' must not have a 0");
        scales = [.. deviation.Select(value => (float)(factor / value))];
        offsets = [.. mean.Zip(deviation, (average, value) => (float)(-average / value))];
        Description = string.Join("; ", Describe(factor, mean, deviation));
    }

    /// <inheritdoc />
    public string Description { get; }

    /// <summary>Opens the file of a processor.</summary>
    /// <param name="path">A <c>preprocessor_config.json</c>.</param>
    /// <exception cref="CheckpointException">The file is malformed, or of a processor that is not supported.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static HuggingFaceImageProcessor Open(string path) => new(ConfigReader.Open(path));

    /// <inheritdoc />
    public ImagePixels Read(Stream content, string name)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(name);
        var image = ImageDecoder.Decode(content, name, scales.Length);
        if (size is { } whole)
            image = ImageResizer.Resize(image, whole.Height, whole.Width, filter);

        if (crop is not { } part)
            return Finish(image);

        return image.Height >= part.Height && image.Width >= part.Width
            ? Finish(image.CropCenter(part.Height, part.Width))
            : throw new ImageException(
                $"{name} has {image.Width} x {image.Height} pixels, fewer than the {part.Width} x {part.Height} that are cut out.");
    }

    /// <summary>Refuses a processor that makes images of another form than a model reads.</summary>
    /// <exception cref="CheckpointException">The form is another one.</exception>
    internal void RequireFits(string path, IImageModel model)
    {
        if (scales.Length != model.Channels)
            throw new CheckpointException($"{path} describes images of {scales.Length} colors, but the model reads {model.Channels}.");

        if ((crop ?? size) is { } made && made != (model.ImageSize, model.ImageSize))
        {
            throw new CheckpointException(
                $"{path} describes images of {made.Width} x {made.Height} pixels, but the model reads {model.ImageSize} x "
                + $"{model.ImageSize}. Use the file that was published with the weights.");
        }
    }

    private ImagePixels Finish(ColorPlanes image) => new(image.Values, image.Height, image.Width, scales, offsets);

    private static string ReadKind(ConfigReader config)
    {
        var kind = config.Get("image_processor_type|feature_extractor_type", Kinds[0]);
        Refuse(
            config,
            !Kinds.Contains(kind.EndsWith("Fast", StringComparison.Ordinal) ? kind[..^4] : kind),
            $"'{kind}' is not a supported image processor. Supported are {string.Join(", ", Kinds)}");
        return kind;
    }

    private static Resampling ReadFilter(ConfigReader config, Resampling fallback)
    {
        var filter = (Resampling)config.Get("resample", (int)fallback);
        Refuse(config, !Enum.IsDefined(filter), $"'resample' is {(int)filter}, but must be 0 to 5");
        return filter;
    }

    // A number, or a height and a width.
    private static (int Height, int Width) ReadSize(ConfigReader config, string key, int fallback)
    {
        Refuse(config, config.Get($"{key}.shortest_edge", 0) != 0, $"'{key}' has a 'shortest_edge', but must have a height and a width");
        var (height, width) = (config.Get($"{key}.height|{key}", fallback), config.Get($"{key}.width|{key}", fallback));
        Refuse(config, height is < 1 or > 8192 || width is < 1 or > 8192, $"'{key}' must be from 1 to 8192");
        return (height, width);
    }

    private static void Refuse(ConfigReader config, bool isWrong, string reason)
    {
        if (isWrong)
            throw new CheckpointException($"{config.Name}: {reason}.");
    }

    private IEnumerable<string> Describe(double factor, IReadOnlyList<double> mean, IReadOnlyList<double> deviation)
    {
        if (size is { } whole)
            yield return $"resize {whole.Height}x{whole.Width} {filter.ToString().ToLowerInvariant()}";
        if (crop is { } part)
            yield return $"crop {part.Height}x{part.Width}";

        yield return $"scale {factor.ToString(CultureInfo.InvariantCulture)}";
        yield return $"mean {Join(mean)}";
        yield return $"deviation {Join(deviation)}";

        static string Join(IReadOnlyList<double> values) =>
            string.Join(' ', values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
    }
}
