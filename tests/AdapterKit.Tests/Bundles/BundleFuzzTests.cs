using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Whatever a bundle contains: it loads, or it ends in the documented exception, with nothing left behind.</summary>
public sealed class BundleFuzzTests : IDisposable
{
    private static readonly BertConfig Config =
        new() { Vocabulary = 11, Hidden = 8, Layers = 2, Heads = 2, Intermediate = 8, Positions = 8 };

    private readonly TemporaryFolder folder = new();
    private readonly BertModel backbone = new(Config);
    private readonly byte[] manifest, weights;

    public BundleFuzzTests()
    {
        using var task = new GreekTask(backbone, GreekTask.Declared.Config);
        Bundle.Save(folder.Root, task);
        (manifest, weights) = (File.ReadAllBytes(ManifestPath), File.ReadAllBytes(WeightsPath));
    }

    private string ManifestPath => folder.PathOf("adapter.json");

    private string WeightsPath => folder.PathOf("adapter.safetensors");

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_damaged_manifest() => FuzzSeeds.ForEach(400, dice =>
    {
        File.WriteAllBytes(ManifestPath, Damage.Apply(dice, manifest));
        Load();
    });

    [Fact]
    public void Damaged_weights_whose_hash_is_right() => FuzzSeeds.ForEach(300, dice =>
    {
        // The header is the smaller part, and the one that lies: half of the damage is there alone.
        var header = 8 + BitConverter.ToInt32(weights);
        byte[] damaged = dice.Chance(0.5)
            ? Damage.Apply(dice, weights)
            : [.. weights[..8], .. Damage.Apply(dice, weights[8..header]), .. weights[header..]];
        File.WriteAllBytes(WeightsPath, damaged);
        var text = System.Text.Encoding.UTF8.GetString(manifest);
        File.WriteAllText(
            ManifestPath, text.Replace(ContentHash.Compute(weights), ContentHash.Compute(damaged), StringComparison.Ordinal));
        Load();
    });

    [Fact]
    public void Damaged_weights_alone() => FuzzSeeds.ForEach(300, dice =>
    {
        File.WriteAllBytes(WeightsPath, Damage.Apply(dice, weights));
        try
        {
            using var file = SafetensorsFile.Open(WeightsPath);
            foreach (var key in file.Keys)
                file.Read(key).Dispose();
        }
        catch (SafetensorsException)
        {
            // The documented end.
        }
    });

    private void Load() => NativeTensors.NoneLeftBehind(() =>
    {
        try
        {
            Bundle.Open(folder.Root).Load(GreekTask.Declared, backbone).Dispose();
        }
        catch (BundleException)
        {
            // The documented end.
        }
    });
}
