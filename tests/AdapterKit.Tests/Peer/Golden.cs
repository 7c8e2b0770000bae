using System.Text.Json;
using System.Text.RegularExpressions;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>One case computed by the peer library: settings, inputs, parameters, outputs and gradients.</summary>
internal sealed partial class Golden : IDisposable
{
    private readonly SafetensorsFile file;
    private readonly Dictionary<string, string> keys;

    public Golden(string name)
    {
        Name = name;
        file = Goldens.Tensors(name);
        keys = file.Keys.GroupBy(Simplify).ToDictionary(group => group.Key, group => group.First());
        Facts = Goldens.Facts(name);
        Model = PeerModel.Named(Facts.GetProperty("arch").GetString()!);
    }

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Goldens.PathOf(""), "*.json")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal);

    public string Name { get; }

    public JsonElement Facts { get; }

    public PeerModel Model { get; }

    public Tensor this[string key] => file.Read(keys[key]);

    /// <summary>The key of the network that computes prefixes, which the peer repeats in every layer, as it is without the layer.</summary>
    public static string Simplify(string key) => RepeatedNetwork.Replace(key, "${model}.prefix_tuning.");

    public bool Has(string key) => keys.ContainsKey(key);

    public IEnumerable<string> Keys(string prefix) => keys.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));

    public TokenBatch Batch()
    {
        if (Has("in/pixel_values"))
        {
            using var pixels = file.Read("in/pixel_values");
            using var model = Model.LoadBare();
            return model.BatchImages(pixels);
        }

        var texts = ReadTexts();
        if (!Has("in/decoder_input_ids"))
            return texts;

        using (texts)
        using (var target = Target())
            return texts.WithTarget(target);
    }

    /// <summary>What a decoder reads.</summary>
    public TokenBatch Target()
    {
        using var scope = NewDisposeScope();
        var ids = file.Read("in/decoder_input_ids");
        return TokenBatch.Pad(
            [.. Enumerable.Range(0, (int)ids.size(0)).Select(row => ids[row].data<long>().Select(id => (int)id).ToArray())], Model.PadId);
    }

    public void Dispose() => file.Dispose();

    private TokenBatch ReadTexts()
    {
        using var ids = file.Read("in/input_ids");
        using var mask = file.Read("in/attention_mask");
        var rows = Enumerable.Range(0, (int)ids.size(0)).Select(row =>
        {
            using var scope = NewDisposeScope();
            return ids[row][mask[row].to_type(ScalarType.Bool)].data<long>().Select(id => (int)id).ToArray();
        });
        return TokenBatch.Pad([.. rows], Model.PadId);
    }

    [GeneratedRegex(
        @"(?<model>\w+)\.(\w+\.(layers?|block)|h)\.\d+\."
        + @"(attention\.((self|attention)\.)?|(\w+_)?attn\.|layer\.\d\.\w+\.)prefix_tuning\.pool\.")]
    private static partial Regex RepeatedNetwork { get; }
}
