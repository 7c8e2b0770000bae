using System.Text.Json;
using System.Text.Json.Nodes;
using AdapterKit.Testing;

namespace AdapterKit.Cli.Tests.Fuzzing;

/// <summary>Damages a plugin; often so that its manifest still has the right hashes, as a careless or malicious build would.</summary>
internal static class FuzzPlugin
{
    private const string Manifest = "plugin.json";

    public static void Damage(Dice dice, string plugin)
    {
        var files = Directory.GetFiles(plugin, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var damaged = dice.Chance(0.3) ? Path.Combine(plugin, Manifest) : dice.Pick(files);
        Testing.Damage.Apply(dice, damaged);
        // An assembly is code that runs: pinned, it may do anything, and no test could tell.
        if (Path.GetExtension(damaged) is ".json" or ".safetensors" && Path.GetFileName(damaged) != Manifest && dice.Chance(0.7))
            Pin(plugin, damaged);
    }

    private static void Pin(string plugin, string file)
    {
        var name = Path.GetRelativePath(plugin, file).Replace(Path.DirectorySeparatorChar, '/');
        SetHash(Path.Combine(plugin, Manifest), "files", name, file);
        if (Path.GetFileName(file) != "adapter.safetensors")
            return;

        var bundle = Path.Combine(Path.GetDirectoryName(file)!, Bundle.ManifestFile);
        SetHash(bundle, "weights", "hash", file);
        Pin(plugin, bundle);
    }

    // Earlier damage may have left nothing to set.
    private static void SetHash(string manifest, string section, string name, string file)
    {
        try
        {
            var content = JsonNode.Parse(File.ReadAllText(manifest));
            if (content is JsonObject && content[section] is JsonObject hashes)
                hashes[name] = ContentHash.ComputeFile(file);

            File.WriteAllText(manifest, content?.ToJsonString());
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
        }
    }
}
