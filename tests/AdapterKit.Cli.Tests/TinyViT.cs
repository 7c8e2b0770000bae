using AdapterKit.Backbones;
using SkiaSharp;
using static TorchSharp.torch;

namespace AdapterKit.Cli.Tests;

/// <summary>A ViT with random weights in a directory of Hugging Face, and images for it.</summary>
internal static class TinyViT
{
    public const string Id = "tiny-vit";
    private const int Size = 24;

    private const string Config =
        """
        {
          "model_type": "vit", "image_size": 24, "patch_size": 4, "num_channels": 3, "hidden_size": 64, "num_hidden_layers": 2,
          "num_attention_heads": 4, "intermediate_size": 128, "hidden_act": "gelu"
        }
        """;

    /// <summary>Writes the model.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="processor">Its preprocessor_config.json.</param>
    public static string Write(string directory, string processor = """{"image_processor_type": "ViTImageProcessor", "size": 24}""")
    {
        manual_seed(7);
        using var scope = NewDisposeScope();
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, "config.json");
        File.WriteAllText(file, Config);
        File.WriteAllText(Path.Combine(directory, "preprocessor_config.json"), processor);
        using var model = new ViTModel(ConfigReader.Open(file).Read<ViTConfig>(), new PretrainedIdentity(Id, "random"));
        using var frozen = no_grad();
        foreach (var (name, weight) in model.named_parameters().Where(entry => entry.parameter.dim() > 1))
            weight.normal_(0, name.Contains("positions", StringComparison.Ordinal) ? 0.5 : 1 / Math.Sqrt(weight.numel() / weight.size(0)));

        CheckpointWriter.Write(Path.Combine(directory, "model.safetensors"), model, "vit.");
        return directory;
    }

    /// <summary>Writes images of dark shapes on light ground, in random colors, sizes and places, a folder for each label.</summary>
    public static string WriteShapes(string directory, int count, int seed)
    {
        var random = new Random(seed);
        foreach (var label in (string[])["bars", "disc", "ring"])
        {
            Directory.CreateDirectory(Path.Combine(directory, label));
            for (var index = 0; index < count; index++)
            {
                using var bitmap = Draw(label, random);
                var (extension, format) = index % 2 == 0 ? ("png", SKEncodedImageFormat.Png) : ("jpg", SKEncodedImageFormat.Jpeg);
                using var file = File.Create(Path.Combine(directory, label, $"{index}.{extension}"));
                bitmap.Encode(file, format, 95);
            }
        }

        return directory;
    }

    private static SKBitmap Draw(string label, Random random)
    {
        // Twice as large as the model reads.
        var bitmap = new SKBitmap(2 * Size, 2 * Size);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint();
        paint.IsAntialias = true;
        canvas.Clear(DrawColor(random, least: 170));
        paint.Color = DrawColor(random, least: 0);
        var radius = 14 + (random.NextSingle() * 4);
        var (x, y) = (22 + (random.NextSingle() * 4), 22 + (random.NextSingle() * 4));
        if (label == "bars")
        {
            for (var bar = 0; bar < 3; bar++)
                canvas.DrawRect(x - radius, y - radius + (12 * bar), 2 * radius, 6, paint);
        }
        else
        {
            paint.IsStroke = label == "ring";
            paint.StrokeWidth = 5;
            canvas.DrawCircle(x, y, radius, paint);
        }

        return bitmap;
    }

    private static SKColor DrawColor(Random random, int least)
    {
        return new SKColor(Draw(), Draw(), Draw());

        byte Draw() => (byte)(least + random.Next(80));
    }
}
