using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>What <c>model.json</c> of a TensorFlow.js graph model says about its weights.</summary>
/// <param name="Shards">Paths of the files that hold the weights, in the order in which they follow one another.</param>
/// <param name="Weights">Every weight, in the order in which they lie back to back in the shards.</param>
internal sealed record TensorFlowJsManifest(IReadOnlyList<string> Shards, IReadOnlyList<TensorFlowJsManifest.Entry> Weights)
{
    public const int ElementSize = 4;

    /// <summary>One weight; <paramref name="Start"/> and <paramref name="Count"/> are in elements.</summary>
    public sealed record Entry(string Name, string Dtype, long[] Shape, long Start, long Count);

    /// <exception cref="BackboneException">The content is no such description.</exception>
    public static TensorFlowJsManifest Parse(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var groups = document.RootElement.GetProperty("weightsManifest");
            if (groups.GetArrayLength() != 1) throw new FormatException($"it has {groups.GetArrayLength()} groups of weights, not one");
            var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
            return new TensorFlowJsManifest(
                [.. groups[0].GetProperty("paths").EnumerateArray().Select(path => Path.Combine(folder, FileName(path.GetString())))],
                [.. Entries(groups[0].GetProperty("weights"))]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new BackboneException($"{file} does not describe the weights of a TensorFlow.js model: {e.Message}.", e);
        }
    }

    private static IEnumerable<Entry> Entries(JsonElement weights)
    {
        long start = 0;
        foreach (var weight in weights.EnumerateArray())
        {
            var name = weight.GetProperty("name").GetString()!;
            var dtype = weight.GetProperty("dtype").GetString()!;
            if (dtype is not ("float32" or "int32")) throw new FormatException($"{name} is {dtype}, and only float32 and int32 are read");
            long[] shape = [.. weight.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            if (shape.Any(size => size < 0)) throw new FormatException($"{name} has a negative size");
            var count = shape.Aggregate(1L, (product, size) => checked(product * size));
            yield return new Entry(name, dtype, shape, start, count);
            start = checked(start + count);
        }
    }

    private static string FileName(string? path) =>
        path is { Length: > 0 } && path == Path.GetFileName(path) && path is not (".." or ".")
            ? path
            : throw new FormatException($"the shard \"{path}\" is not a plain file name");
}
