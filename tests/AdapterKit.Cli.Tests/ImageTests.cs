using System.Text;
using AdapterKit.Backbones;
using AdapterKit.Cli.Console;
using AdapterKit.Shapes;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests;

/// <summary>Images go from a folder per label to a bundle, a score and a prediction, on a ViT in a directory of Hugging Face.</summary>
public sealed class ImageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly KindPlugin plugin = new(typeof(ShapeTask).Assembly.Location);
    private readonly string backbone;

    public ImageTests() => backbone = TinyViT.Write(folder.PathOf(TinyViT.Id));

    public void Dispose()
    {
        plugin.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_task_learns_shapes_and_is_scored_and_run()
    {
        var held = TinyViT.WriteShapes(folder.PathOf("held"), count: 30, seed: 2);
        var trained = Train(count: 120, epochs: 30);
        Assert.Equal(36, trained.Json.NumberAt("test", "texts"));

        var scored = Run("eval", "--task", "shape", "--data", held, "--json");
        Assert.True(scored.ExitCode == ExitCode.Success, scored.Error);
        Assert.Equal(90, scored.Json[0].NumberAt("texts"));
        Assert.InRange(scored.Json[0].NumberAt("accuracy"), 0.95, 1);

        var disc = Path.Combine(held, "disc", "0.png");
        var predicted = Run("predict", disc, "--json");
        Assert.True(predicted.ExitCode == ExitCode.Success, predicted.Error);
        var row = Assert.Single(predicted.Json.ItemsAt("predictions"));
        Assert.Equal(("shape", "disc"), (row.TextAt("task"), row.TextAt("label")));
        Assert.False(row.At("isTruncated").GetBoolean());
        Assert.Equal(
            row.GetRawText(), Assert.Single(Run("predict", "--file", disc, "--json").Json.ItemsAt("predictions")).GetRawText());
        Assert.Contains("disc", Run("predict", disc).Output, StringComparison.Ordinal);

        var many = CommandRun.Of(
            ["predict", "--lines", "--backbone", backbone, "--plugins", plugin.Root],
            input: Encoding.UTF8.GetBytes($"{disc}\n\n{Path.Combine(held, "ring", "1.jpg")}\n"));
        Assert.True(many.ExitCode == ExitCode.Success, many.Error);
        Assert.StartsWith("1\tshape: disc ", many.Lines[0], StringComparison.Ordinal);
        Assert.Equal("2\t(empty)", many.Lines[1]);
        Assert.StartsWith("3\tshape: ring ", many.Lines[2], StringComparison.Ordinal);

        var missing = Run("predict", "nothing.png");
        Assert.Equal(ExitCode.BadInput, missing.ExitCode);
        Assert.StartsWith("nothing.png cannot be read", missing.Error, StringComparison.Ordinal);

        var layout = Run("inspect", "--json");
        Assert.True(layout.ExitCode == ExitCode.Success, layout.Error);
        Assert.Equal(TinyViT.Id, layout.Json.TextAt("backbone"));
    }

    [Fact]
    public void Tasks_are_compared_and_swept()
    {
        var data = TinyViT.WriteShapes(folder.PathOf("shapes"), count: 20, seed: 1);
        string[] recipe = ["--data", data, "--seeds", "1", "--epochs", "1"];

        var compared = Run(["compare", "--modes", "adapter,head,full", .. recipe]);
        Assert.True(compared.ExitCode == ExitCode.Success, compared.Error);
        Assert.Contains("| test accuracy", compared.Output, StringComparison.Ordinal);

        var swept = Run(["sweep", "shape", "--drop", "1", "--json", .. recipe]);
        Assert.True(swept.ExitCode == ExitCode.Success, swept.Error);
        Assert.True(double.IsFinite(swept.Json.At("rows")[1].NumberAt("robust", "accuracy")));
    }

    /// <summary>The weights are the same, but the pixels are not: the task would answer something else.</summary>
    [Fact]
    public void A_bundle_is_refused_by_a_backbone_that_reads_images_otherwise()
    {
        Train(count: 20, epochs: 1);
        TinyViT.Write(backbone, """{"image_processor_type": "ViTImageProcessor", "size": 24, "image_mean": [0, 0, 0]}""");

        var run = Run("predict", Path.Combine(folder.PathOf("shapes"), "disc", "0.png"));

        Assert.NotEqual(ExitCode.Success, run.ExitCode);
        Assert.Contains("'images' is 'resize 24x24 bilinear; scale 0.00392156862745098; mean 0.5", run.Error, StringComparison.Ordinal);
        Assert.Contains("mean 0 0 0; deviation 0.5 0.5 0.5' is required", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name one .jpeg, .jpg, .png file", "predict", "a text")]
    [InlineData("without --second, --mail and --explain", "predict", "nothing.png", "--explain")]
    [InlineData("reads images, and embeds no texts", "embed", "a text")]
    [InlineData("predicts no tokens", "generate", "a text")]
    [InlineData("--max-tokens: 'tiny-vit' reads images", "train", "shape", "--data", "nothing", "--max-tokens", "8")]
    [InlineData("nothing is no folder, and the task reads images", "train", "shape", "--data", "nothing")]
    [InlineData("Name a folder of images with --data", "train", "shape")]
    public void What_an_image_backbone_cannot_do_is_a_sentence(string expected, params string[] arguments)
    {
        var run = Run(arguments);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_that_cannot_be_read_are_named()
    {
        var data = TinyViT.WriteShapes(folder.PathOf("shapes"), count: 20, seed: 1);
        var file = Path.Combine(data, "ring", "3.jpg");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..300]);

        Assert.Contains($"{file} is damaged: ", Refuse(), StringComparison.Ordinal);
        File.WriteAllText(file, "no image");
        Assert.Contains($"{file} is neither a PNG nor a JPEG.", Refuse(), StringComparison.Ordinal);
        File.Move(file, Path.ChangeExtension(file, ".gif"));
        Assert.Contains("'.gif' is not a supported type of image file. Use .jpeg, .jpg, .png.", Refuse(), StringComparison.Ordinal);
        File.Delete(Path.ChangeExtension(file, ".gif"));
        Directory.Move(Path.Combine(data, "ring"), Path.Combine(data, "rings"));
        Assert.Contains("unknown label 'rings'. Did you mean 'ring'?", Refuse(), StringComparison.Ordinal);

        string Refuse()
        {
            var run = Run("train", "shape", "--data", data, "--epochs", "1", "--checkpoints", folder.PathOf("checkpoints"));
            Assert.True(run.ExitCode == ExitCode.BadInput, run.Output + run.Error);
            return run.Error;
        }
    }

    [Fact]
    public void Images_that_are_there_twice_are_a_warning()
    {
        var data = TinyViT.WriteShapes(folder.PathOf("shapes"), count: 20, seed: 1);
        var original = Path.Combine(data, "disc", "0.png");
        foreach (var copy in Directory.GetFiles(Path.Combine(data, "disc"), "*.png").Where(file => file != original))
            File.Copy(original, copy, overwrite: true);

        var run = Run("train", "shape", "--data", data, "--epochs", "1");

        Assert.Contains("test images that are also training images", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_reads_images_is_refused_by_a_backbone_that_reads_texts()
    {
        var data = TinyViT.WriteShapes(folder.PathOf("shapes"), count: 10, seed: 1);

        var run = CommandRun.Of(
            ["train", "shape", "--data", data, "--backbone", BackboneCatalog.DefaultId, "--plugins", plugin.Root], TinyBackbone.Open);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("reads texts", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_reads_texts_is_refused_by_a_backbone_that_reads_images()
    {
        using var texts = new KindPlugin();
        var data = folder.PathOf("topics.jsonl");
        File.WriteAllLines(data, Enumerable.Range(0, 40).Select(index => $$"""{"text":"win {{index}}","labels":["win"]}"""));

        var run = CommandRun.Of(["train", "topics", "--data", data, "--backbone", backbone, "--plugins", texts.Root]);

        Assert.Equal(ExitCode.BadInput, run.ExitCode);
        Assert.Contains("reads images", run.Error, StringComparison.Ordinal);
    }

    private CommandRun Train(int count, int epochs)
    {
        var data = TinyViT.WriteShapes(folder.PathOf("shapes"), count, seed: 1);
        var trained = Run(
            "train", "shape", "--data", data, "--epochs", $"{epochs}", "--lr", "0.005", "--batch", "16", "--json",
            "--out", plugin.BundleOf("shape"), "--checkpoints", folder.PathOf("checkpoints"));
        Assert.True(trained.ExitCode == ExitCode.Success, trained.Error);
        plugin.Write();
        return trained;
    }

    private CommandRun Run(params string[] arguments) =>
        CommandRun.Of([.. arguments, "--backbone", backbone, "--plugins", plugin.Root, "--threads", "1"]);
}
