using System.Text.Json;

namespace AdapterKit.Backbones.Tests;

/// <summary>Images, and what Pillow reads of them; made by <c>make.py</c> beside them.</summary>
internal static class ImageGoldens
{
    private static readonly string Root = Path.Combine(
        TestProject.DirectoryOf(typeof(ImageGoldens).Assembly), "Goldens", "images");

    public static JsonElement Facts { get; } = JsonDocument.Parse(File.ReadAllText(PathOf("images.json"))).RootElement;

    public static string PathOf(string name) => Path.Combine(Root, name);
}
