using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Labels of images.</summary>
public sealed class ImageClassificationTests : IDisposable
{
    private static readonly float[] Scales = [1 / 255f, 1 / 255f, 1 / 255f];
    private static readonly float[] Offsets = [0, -0.5f, -1];

    private readonly TemporaryFolder folder = new();
    private readonly ViTModel backbone = Open("halves");
    private readonly PhotoTask task;

    public ImageClassificationTests() => task = (PhotoTask)PhotoTask.Declared.Create(backbone);

    public void Dispose()
    {
        task.Dispose();
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void Bytes_become_normalized_colors()
    {
        using var pixels = ImagePixels.Stack([new ImagePixels([0, 255, 51, 255, 0, 102], 1, 2, Scales, Offsets)]);

        Assert.Equal([1, 3, 1, 2], pixels.shape);
        Tensors.AssertClose(pixels.flatten(), tensor([0, 1, -0.3f, 0.5f, -1, -0.6f]), 1e-6, "pixels");
    }

    [Fact]
    public void A_prediction_is_the_output_of_the_head_for_the_pixels()
    {
        using var scope = NewDisposeScope();
        ImagePixels[] images = [Draw(1), Draw(2), Draw(3)];
        using var batch = backbone.BatchImages(ImagePixels.Stack(images));
        var expected = task.Forward(batch).softmax(1);

        var predicted = task.Predict(images);

        foreach (var (row, prediction) in predicted.Index())
            Tensors.AssertClose(
                tensor(prediction.Probabilities.Select(label => (float)label.Value).ToArray()), expected[row], 1e-6, $"image {row}");

        Assert.All(predicted, prediction => Assert.False(prediction.IsTruncated));
        NativeTensors.NoneLeftBehind(() => task.Predict(images));
    }

    [Fact]
    public void Many_images_of_several_tasks_are_predicted_in_passes()
    {
        using var other = PhotoTask.Declared.Create(backbone);
        ImagePixels[] images = [.. Enumerable.Range(0, 600).Select(Draw)];
        var all = task.Predict(images);

        Assert.Equal(task.Predict([images[599]])[0].Probability, all[599].Probability, 1e-5);
        Assert.Equal(600, all.Count);
    }

    [Fact]
    public void A_file_is_read_as_the_backbone_says()
    {
        File.WriteAllBytes(folder.PathOf("photo"), [7]);

        Assert.Equal(task.Predict([Draw(7)])[0].Probabilities, task.Predict(folder.PathOf("photo")).Probabilities);
        Assert.Contains("no-file", Assert.Throws<ImageException>(() => task.Predict("no-file")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_layers_read_images_too()
    {
        using var truncated = backbone.Truncate(1);
        using var early = PhotoTask.Declared.On(truncated).Create(truncated);

        Assert.Single(new TaskPredictor(early).Predict([new TaskInput(Draw(1))]));
        Assert.Contains(
            "reads images",
            Assert.Throws<TaskConfigException>(() => EntailTask.Declared.On(truncated).Create(truncated)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_and_images_are_told_apart()
    {
        using var texts = TinyBert.Load();
        var predictor = new TaskPredictor(task);

        Assert.Equal(
            "Task 'photo' reads images, but backbone 'bert' reads texts. Declare the task for one that reads images, such as ViT.",
            Assert.Throws<TaskConfigException>(() => PhotoTask.Declared.On(texts).Create(texts)).Message);
        Assert.Equal(
            "Task 'entail' reads texts, but backbone 'vit' reads images. Derive the task from ImageClassificationTask.",
            Assert.Throws<TaskConfigException>(() => EntailTask.Declared.On(backbone).Create(backbone)).Message);
        Refuse("Task 'photo' reads images.", () => predictor.Predict(["a text"]));
        Refuse("[batch, 3, 6, 6], not [1, 3, 3, 6]", () => task.Predict([new ImagePixels(new byte[3 * 3 * 6], 3, 6, Scales, Offsets)]));
        Refuse("Backbone 'bert' reads texts, not images.", () => texts.ReadImage("photo.png"));
        Refuse(
            "Texts and images make no batch.",
            () => TokenBatch.Pad([new TokenizedText([1], false), new TokenizedText([0], false) { Image = Draw(1) }], 0));
        Refuse("make no image", () => new ImagePixels(new byte[5], 1, 2, Scales, Offsets));
        Refuse("make no batch", () => ImagePixels.Stack([Draw(1), new ImagePixels(new byte[6], 1, 2, Scales, Offsets)]));
        Refuse("at least one image", () => ImagePixels.Stack([]));

        static void Refuse(string reason, Func<object> act) =>
            Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(act).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bundle_says_how_images_are_read_and_fits_no_other_way()
    {
        var bundle = Bundle.Save(folder.PathOf("photo"), task);
        using var same = bundle.Load(PhotoTask.Declared, backbone);
        using var other = Open("thirds");
        using var pixels = Open(null);

        Assert.Equal(("image-classification", "halves"), (bundle.Manifest.Kind, bundle.Manifest.Images));
        Assert.Equal(task.Predict([Draw(1)])[0].Probabilities, ((PhotoTask)same).Predict([Draw(1)])[0].Probabilities);
        Assert.EndsWith(
            "'images' is 'halves', but 'thirds' is required.",
            Assert.Throws<BundleException>(() => Bundle.Open(folder.PathOf("photo")).Load(PhotoTask.Declared, other)).Message,
            StringComparison.Ordinal);
        Bundle.Open(folder.PathOf("photo")).Load(PhotoTask.Declared, pixels).Dispose();
    }

    private static ViTModel Open(string? processor)
    {
        manual_seed(3);
        var identity = new PretrainedIdentity("vit", "sha256:vit") { Processor = processor is null ? null : new FirstByte(processor) };
        var model = new ViTModel(
            new ViTConfig { ImageSize = 6, PatchSize = 3, Hidden = 16, Layers = 2, Heads = 2, Intermediate = 32 }, identity);
        model.eval();
        return model;
    }

    private static ImagePixels Draw(int seed)
    {
        var colors = new byte[3 * 6 * 6];
        new Random(seed).NextBytes(colors);
        return new ImagePixels(colors, 6, 6, Scales, Offsets);
    }

    /// <summary>Draws the image that the first byte of a file numbers.</summary>
    private sealed class FirstByte(string description) : IImageProcessor
    {
        public string Description => description;

        public ImagePixels Read(Stream content, string name) => Draw(content.ReadByte());
    }
}
