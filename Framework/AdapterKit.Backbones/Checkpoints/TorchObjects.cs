using System.Collections.Frozen;

namespace AdapterKit.Backbones;

/// <summary>The objects of a state dict: storages, tensors that view them, and ordered dictionaries. Nothing else is allowed.</summary>
/// <param name="file">The file.</param>
internal sealed class TorchObjects(BinaryFile file) : IPickleObjects
{
    private static readonly FrozenDictionary<string, object> Globals = TorchStorageType.All
        .Select(type => KeyValuePair.Create<string, object>(type.Name, type))
        .Append(new("collections.OrderedDict", TorchFunction.OrderedDict))
        .Append(new("torch.Size", TorchFunction.Size))
        .Append(new("torch._utils._rebuild_tensor", TorchFunction.RebuildTensor))
        .Append(new("torch._utils._rebuild_tensor_v2", TorchFunction.RebuildTensor))
        .Append(new("torch._utils._rebuild_parameter", TorchFunction.RebuildParameter))
        .ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, TorchStorage> storages = new(StringComparer.Ordinal);
    private long total;

    /// <summary>The storages that the pickle refers to, by their keys.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => storages;

    /// <inheritdoc />
    public object FindGlobal(string module, string name) => Globals.TryGetValue($"{module}.{name}", out var found)
        ? found
        : throw file.Error(
            $"the pickle refers to the global {PickleText.Quote($"{module}.{name}")}, which is not one that a state dict needs. "
            + $"Nothing was executed. {PickleText.Advice}.");

    /// <inheritdoc />
    public object Call(object? function, object?[] arguments) => (function, arguments) switch
    {
        (TorchFunction.OrderedDict, []) => new PickleDictionary(),
        (TorchFunction.Size, [object?[] lengths]) => lengths,
        (TorchFunction.RebuildParameter, [TorchTensor data, bool, _]) => data,
        (TorchFunction.RebuildTensor, [TorchStorageView storage, long offset, object?[] shape, object?[] strides, .. var rest])
            when rest is [] or [bool, _] or [bool, _, null] => TorchTensor.Create(file, storage, offset, Lengths(shape), Lengths(strides)),
        (TorchFunction, _) => throw file.Error(
            $"the pickle calls {function} with arguments that are not supported: "
            + $"{string.Join(", ", arguments.Take(8).Select(PickleText.Describe))}."),
        _ => throw file.Error($"the pickle calls {PickleText.Describe(function)}, which is not a function that a state dict needs."),
    };

    /// <inheritdoc />
    public object FindPersistent(object? id)
    {
        if (id as object?[] is not ["storage", TorchStorageType type, string key, string, long elements, .. var range])
            throw file.Error($"the pickle refers to {PickleText.Describe(id)} outside of it, which is not a storage. {PickleText.Advice}.");

        var storage = FindStorage(key, type, elements);
        return range switch
        {
            [] or [null] => new TorchStorageView(storage, 0, storage.Elements),
            [object?[] and [string, long start, long length]] when start >= 0 && length >= 0 && start <= elements - length =>
                new TorchStorageView(storage, start, length),
            _ => throw file.Error($"the pickle refers to a range that is not within the storage {PickleText.Quote(key)}."),
        };
    }

    private TorchStorage FindStorage(string key, TorchStorageType type, long elements)
    {
        if (elements < 0 || elements > file.Length / type.Size)
            throw file.Error($"the storage {PickleText.Quote(key)} claims {elements} of {type}; the file has {file.Length} bytes.");

        var storage = new TorchStorage(key, type, elements);
        if (!storages.TryAdd(key, storage))
        {
            var known = storages[key];
            return known.Type == type && known.Elements == elements
                ? known
                : throw file.Error(
                    $"the storage {PickleText.Quote(key)} is used with {elements} of {type} and with {known.Elements} of {known.Type}.");
        }

        total += storage.Bytes;
        return total <= file.Length ? storage : throw file.Error($"its storages claim more than its {file.Length} bytes.");
    }

    private long[] Lengths(object?[] values) =>
    [
        .. values.Select(value => value is long number and >= 0
            ? number
            : throw file.Error("the shape or the strides of a tensor are not integers from 0.")),
    ];
}
