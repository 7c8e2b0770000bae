using System.Runtime.InteropServices;

namespace AdapterKit.Backbones.Tests;

public sealed class HuggingFaceImageProcessorTests : IDisposable
{
    private readonly TemporaryFolder directory = new();

    public void Dispose() => directory.Dispose();

    [Theory]
    [InlineData("rgb", "[0.485, 0.456, 0.406]", "[0.229, 0.224, 0.225]", 3)]
    [InlineData("brightness", "[0.5]", "[0.25]", 1)]
    public void Pixels_are_those_of_the_published_processor(string name, string mean, string deviation, int channels)
    {
        var processor = Open(
            $$"""
            {
              "image_processor_type": "ViTImageProcessor", "size": {"height": 6, "width": 6}, "resample": 2,
              "rescale_factor": 0.00392156862745098, "image_mean": {{mean}}, "image_std": {{deviation}}
            }
            """);
        using var scope = NewDisposeScope();

        var pixels = ImagePixels.Stack([Read(processor)]);

        var expected = MemoryMarshal.Cast<byte, float>(
            ImageGoldens.Facts.GetProperty("processed").GetProperty(name).GetBytesFromBase64()).ToArray();
        Assert.Equal([1, channels, 6, 6], pixels.shape);
        Assert.InRange((pixels.flatten() - tensor(expected)).abs().max().item<float>(), 0, 1e-6f);
    }

    [Theory]
    [InlineData("""{"image_processor_type": "ViTImageProcessor", "size": {"height": 4, "width": 8}}""",
        "resize 4x8 bilinear; scale 0.00392156862745098; mean 0.5 0.5 0.5; deviation 0.5 0.5 0.5")]
    [InlineData("""{"feature_extractor_type": "ViTFeatureExtractor", "size": 8, "resample": 3, "image_mean": [0, 0, 0.25]}""",
        "resize 8x8 bicubic; scale 0.00392156862745098; mean 0 0 0.25; deviation 0.5 0.5 0.5")]
    [InlineData("""{"image_processor_type": "DeiTImageProcessorFast", "size": {"height": 8, "width": 8}, "crop_size": 6}""",
        "resize 8x8 bicubic; crop 6x6; scale 0.00392156862745098; mean 0.5 0.5 0.5; deviation 0.5 0.5 0.5")]
    [InlineData("""{"do_resize": false, "do_rescale": false, "do_normalize": false, "do_center_crop": null, "do_convert_rgb": null}""",
        "scale 1; mean 0 0 0; deviation 1 1 1")]
    [InlineData("{}",
        "resize 224x224 bilinear; scale 0.00392156862745098; mean 0.5 0.5 0.5; deviation 0.5 0.5 0.5")]
    public void Published_files_are_read(string json, string expected) => Assert.Equal(expected, Open(json).Description);

    [Fact]
    public void The_middle_is_cut_out_of_the_resized_image()
    {
        var whole = Read(Open("""{"size": 8}"""));
        var part = Read(Open("""{"size": 8, "do_center_crop": true, "crop_size": {"height": 2, "width": 4}}"""));

        Assert.Equal((2, 4), (part.Height, part.Width));
        Assert.Equal(whole.Colors.Slice((3 * 8) + 2, 4), part.Colors[..4]);
    }

    [Theory]
    [InlineData("""{"image_processor_type": "CLIPImageProcessor"}""",
        "'CLIPImageProcessor' is not a supported image processor. Supported are ViTImageProcessor, ViTFeatureExtractor, DeiTImage")]
    [InlineData("""{"size": {"shortest_edge": 224}}""", "'size' has a 'shortest_edge', but must have a height and a width")]
    [InlineData("""{"size": 0}""", "'size' must be from 1 to 8192")]
    [InlineData("""{"size": 100000}""", "'size' must be from 1 to 8192")]
    [InlineData("""{"size": 4, "do_center_crop": true, "crop_size": 8}""", "'crop_size' is larger than 'size'")]
    [InlineData("""{"resample": 9}""", "'resample' is 9, but must be 0 to 5")]
    [InlineData("""{"do_pad": true}""", "'do_pad' is true")]
    [InlineData("""{"image_mean": [0, 0]}""", "'image_mean' must have one number or three")]
    [InlineData("""{"image_mean": "zero"}""", "'image_mean' is \"zero\", but must be a list of numbers")]
    [InlineData("""{"image_std": [1]}""", "'image_std' must have as many numbers")]
    [InlineData("""{"image_std": [1, 0, 1]}""", "'image_std' must not have a 0")]
    [InlineData("""{"rescale_factor": "1/255"}""", "'rescale_factor' is \"1/255\", but must be a number")]
    public void What_is_not_supported_is_refused_by_name(string json, string reason)
    {
        var message = Assert.Throws<CheckpointException>(() => Open(json)).Message;

        Assert.StartsWith(directory.PathOf("preprocessor_config.json"), message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_image_that_is_smaller_than_what_is_cut_out_is_refused()
    {
        var processor = Open("""{"do_resize": false, "do_center_crop": true, "crop_size": 10}""");

        Assert.Contains(
            "rgb.png has 13 x 9 pixels, fewer than the 10 x 10",
            Assert.Throws<ImageException>(() => Read(processor)).Message,
            StringComparison.Ordinal);
    }

    private HuggingFaceImageProcessor Open(string json)
    {
        var file = directory.PathOf("preprocessor_config.json");
        File.WriteAllText(file, json);
        return HuggingFaceImageProcessor.Open(file);
    }

    private static ImagePixels Read(HuggingFaceImageProcessor processor)
    {
        using var content = File.OpenRead(ImageGoldens.PathOf("rgb.png"));
        return processor.Read(content, "rgb.png");
    }
}
