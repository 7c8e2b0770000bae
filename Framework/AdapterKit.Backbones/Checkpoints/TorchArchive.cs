using System.Text;

namespace AdapterKit.Backbones;

/// <summary>The form that torch.save writes since torch 1.6: a zip file with a pickle and one entry for each storage.</summary>
internal static class TorchArchive
{
    private const string PickleName = "/data.pkl";
    private const string LittleEndian = "little";

    /// <exception cref="CheckpointException">The file is malformed, or is not a state dict.</exception>
    public static object? Read(BinaryFile file)
    {
        var zip = ZipDirectory.Read(file);
        var pickles = zip.Entries.Values.Where(entry => entry.Name.EndsWith(PickleName, StringComparison.Ordinal)).ToList();
        if (pickles is not [var pickle])
            throw file.Error($"it is a zip file with {pickles.Count} entries named 'data.pkl' instead of 1; torch.save did not write it.");

        var root = pickle.Name[..^PickleName.Length];
        CheckByteOrder(file, zip, $"{root}/byteorder");
        var objects = new TorchObjects(file);
        var start = zip.FindContent(pickle);
        var content = new PickleMachine(new PickleInput(file, start, start + pickle.Length), objects).Run();
        foreach (var storage in objects.Storages.Values)
            storage.Start = Find(file, zip, $"{root}/data/{storage.Key}", storage);

        return content;
    }

    private static long Find(BinaryFile file, ZipDirectory zip, string name, TorchStorage storage)
    {
        if (!zip.Entries.TryGetValue(name, out var entry))
            throw file.Error($"the storage {PickleText.Quote(storage.Key)} is missing; there is no entry {PickleText.Quote(name)}.");

        if (entry.Length != storage.Bytes)
        {
            throw file.Error(
                $"the entry {PickleText.Quote(name)} has {entry.Length} bytes, but {storage.Elements} elements of {storage.Type} "
                + $"take {storage.Bytes}.");
        }

        return zip.FindContent(entry);
    }

    private static void CheckByteOrder(BinaryFile file, ZipDirectory zip, string name)
    {
        if (!zip.Entries.TryGetValue(name, out var entry))
            return;

        var order = file.Read(zip.FindContent(entry), (int)Math.Min(entry.Length, LittleEndian.Length + 1));
        if (Encoding.ASCII.GetString(order) is not LittleEndian and var found)
            throw file.Error($"its byte order is {PickleText.Quote(found)}; it must be 'little'. Save the weights as safetensors.");
    }
}
