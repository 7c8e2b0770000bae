using System.Text.Json;

namespace AdapterKit.Backbones;

/// <summary>The description of the weights in <c>model.json</c> of a TensorFlow.js graph model.</summary>
/// <param name="Shards">The paths of the files with the weights, in order.</param>
/// <param name="Weights">Every weight, in the order in which they are concatenated in the shards.</param>
internal sealed record TensorFlowJsManifest(IReadOnlyList<string> Shards, IReadOnlyList<TensorFlowJsManifest.Entry> Weights)
{
    public const int ElementSize = 4;

    /// <summary>One weight; <paramref name="Start"/> and <paramref name="Count"/> are in elements.</summary>
    public sealed record Entry(string Name, string Dtype, long[] Shape, long Start, long Count);

    /// <exception cref="BackboneException">The content is not a description of weights.</exception>
    public static TensorFlowJsManifest Parse(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var groups = document.RootElement.GetProperty("weightsManifest");
            if (groups.GetArrayLength() != 1)
                throw new FormatException($"it has {groups.GetArrayLength()} groups of weights, not one");

            var directory = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var shards = groups[0].GetProperty("paths").EnumerateArray().Select(path => RequireFileName(path.GetString()));
            return new TensorFlowJsManifest(
                [.. shards.Select(shard => Path.Combine(directory, shard))],
                [.. ReadEntries(groups[0].GetProperty("weights"))]);
        }
        catch (Exception error) when (
            error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or OverflowException)
        {
            throw new BackboneException($"{file} does not describe the weights of a TensorFlow.js model: {error.Message}.", error);
        }
    }

    private static IEnumerable<Entry> ReadEntries(JsonElement weights)
    {
        long start = 0;
        foreach (var weight in weights.EnumerateArray())
        {
            var name = weight.GetProperty("name").GetString()!;
            var dtype = weight.GetProperty("dtype").GetString()!;
            if (dtype is not ("float32" or "int32"))
                throw new FormatException($"{name} is {dtype}, but only float32 and int32 are supported");

            long[] shape = [.. weight.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
            if (shape.Any(size => size < 0))
                throw new FormatException($"{name} has a negative size");

            var count = shape.Aggregate(1L, (product, size) => checked(product * size));
            yield return new Entry(name, dtype, shape, start, count);
            start = checked(start + count);
        }
    }

    private static string RequireFileName(string? path) =>
        path is { Length: > 0 } && path == Path.GetFileName(path) && path is not (".." or ".")
            ? path
            : throw new FormatException($"the shard \"{path}\" is not a plain file name");
}
