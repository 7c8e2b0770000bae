using System.Globalization;
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

    /// <summary>A tensor, or a part of one: <c>weight#1/3</c> is the second third of its rows.</summary>
    public Tensor this[string key]
    {
        get
        {
            var (whole, part) = Split(key);
            var values = file.Read(whole);
            if (part is not var (index, count))
                return values;

            using (values)
                return values.chunk(count, 0)[index];
        }
    }

    public bool Has(string key) => file.Contains(Split(key).Key);

    /// <summary>The key of the whole tensor, and which part of it is meant.</summary>
    public static (string Key, (int Index, int Count)? Part) Split(string key) => key.Split('#', '/') switch
    {
        [.. var path, var index, var count] when key.Contains('#', StringComparison.Ordinal) => (
            string.Join('/', path), (int.Parse(index, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture))),
        _ => (key, null),
    };

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
        using var source = this[key];
        using var values = source.view(destination.shape);
        destination.copy_(values);
    }

    public void Dispose() => file.Dispose();
}
