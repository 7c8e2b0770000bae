using System.Text.Json;
using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>One case computed by the peer library: settings, inputs, parameters, outputs and gradients.</summary>
internal sealed class Golden : IDisposable
{
    private readonly SafetensorsFile file;

    public Golden(string name)
    {
        file = Goldens.Tensors(name);
        Facts = Goldens.Facts(name);
        Model = PeerModel.Named(Facts.GetProperty("arch").GetString()!);
    }

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Goldens.PathOf(""), "*.json")
        .Select(path => Path.GetFileNameWithoutExtension(path))
        .Order(StringComparer.Ordinal);

    public JsonElement Facts { get; }

    public PeerModel Model { get; }

    public IEnumerable<string> Gradients => Keys("grad/");

    public Tensor this[string key] => file.Read(key);

    public bool Has(string key) => file.Contains(key);

    public IEnumerable<string> Keys(string prefix) => file.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal));

    public TokenBatch Batch()
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

    /// <summary>Copies values into a tensor of as many elements: the peer keeps vectors as matrices.</summary>
    public void CopyInto(string key, Tensor destination)
    {
        using var source = file.Read(key);
        using var values = source.view(destination.shape);
        destination.copy_(values);
    }

    public void Dispose() => file.Dispose();
}
