using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;

namespace AdapterKit.Backbones;

/// <summary>
/// The form that torch.save wrote before torch 1.6: pickles of a magic number, a version, the writer's system, the content and the
/// keys of the storages, and then the storages.
/// </summary>
internal static class LegacyTorchFile
{
    private const long Version = 1001;

    private static readonly BigInteger Magic =
        BigInteger.Parse("1950a86a20f9469cfc6c", NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    /// <exception cref="CheckpointException">The file is malformed, or is not a state dict.</exception>
    public static object? Read(BinaryFile file)
    {
        var input = new PickleInput(file, 0, file.Length);
        if (ReadPlain() is not BigInteger magic || magic != Magic)
            throw file.Error($"it is a pickle, but torch.save did not write it. {PickleText.Advice}.");

        if (ReadPlain() is not Version)
            throw file.Error($"its version is not {Version}. {PickleText.Advice}.");

        // The writer's byte order and sizes of numbers: the storages do not depend on them.
        if (ReadPlain() is not PickleDictionary)
            throw file.Error("the description of the writer's system is not a dictionary.");

        var objects = new TorchObjects(file);
        var content = new PickleMachine(input, objects).Run();
        if (ReadPlain() is not List<object?> keys)
            throw file.Error("the keys of the storages are not a list.");

        Place(file, objects.Storages, keys, input.Position);
        return content;

        object? ReadPlain() => new PickleMachine(input, new TorchObjects(file)).Run();
    }

    /// <summary>Finds the storages, which follow each other in the order of the keys, each after its number of elements.</summary>
    private static void Place(BinaryFile file, IReadOnlyDictionary<string, TorchStorage> storages, List<object?> keys, long position)
    {
        foreach (var item in keys)
        {
            if (item is not string key || !storages.TryGetValue(key, out var storage) || storage.Start >= 0)
                throw file.Error($"its keys of storages contain {PickleText.Describe(item)}, which is unknown or there twice.");

            var elements = BinaryPrimitives.ReadInt64LittleEndian(file.Read(position, sizeof(long)));
            if (elements != storage.Elements)
                throw file.Error($"the storage {PickleText.Quote(key)} has {elements} elements instead of {storage.Elements}.");

            storage.Start = position + sizeof(long);
            position = storage.Start + storage.Bytes;
            if (position > file.Length)
                throw file.Error($"it ends within the storage {PickleText.Quote(key)}. Fetch the file again.");
        }

        if (storages.Values.FirstOrDefault(storage => storage.Start < 0) is { } missing)
            throw file.Error($"the storage {PickleText.Quote(missing.Key)} is missing.");

        if (position != file.Length)
            throw file.Error($"{file.Length - position} bytes follow the last storage.");
    }
}
