using System.IO.Compression;

namespace AdapterKit.Backbones.Tests;

/// <summary>Builds torch files by hand, in both forms.</summary>
internal static class TorchFiles
{
    public static byte[] Zip(params TestTensor[] tensors) => Zip(2, tensors);

    public static byte[] Zip(int protocol, params TestTensor[] tensors) => ZipOf(
    [
        ("data.pkl", StateDict(tensors, protocol, isLegacy: false)),
        ("byteorder", "little"u8.ToArray()),
        ("version", "3\n"u8.ToArray()),
        .. Storages(tensors),
    ]);

    public static byte[] ZipOf(params IEnumerable<(string Name, byte[] Content)> entries) => ZipOf(CompressionLevel.NoCompression, entries);

    public static byte[] ZipOf(CompressionLevel level, params IEnumerable<(string Name, byte[] Content)> entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry($"archive/{name}", level).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Legacy(params TestTensor[] tensors)
    {
        var storages = tensors.Select(tensor => tensor.Storage).Distinct().ToList();
        return [.. LegacyHeader(), .. StateDict(tensors, 2, isLegacy: true), .. Keys(storages), .. storages.SelectMany(Sized)];
    }

    /// <summary>The pickles before the content: a magic number, a version, and the writer's system.</summary>
    public static byte[] LegacyHeader() =>
    [
        .. new PickleWriter().Op(0x8a, [10, .. Convert.FromHexString("6cfc9c46f9206aa85019")]).Stop(),
        .. new PickleWriter().Integer(1001).Stop(),
        .. new PickleWriter().Op('}').Op('q', 0).Op('(').Text("protocol_version").Integer(1001).Text("little_endian").Op(0x88)
            .Text("type_sizes").Op('}').Text("int").Integer(4).Op('s').Op('u').Stop(),
    ];

    public static byte[] Keys(IReadOnlyList<TestStorage> storages)
    {
        var pickle = new PickleWriter().Op(']').Op('q', 0).Op('(');
        foreach (var storage in storages)
            pickle.Text(storage.Key);

        return pickle.Op('e').Stop();
    }

    public static byte[] StateDict(IReadOnlyList<TestTensor> tensors, int protocol, bool isLegacy)
    {
        var pickle = new PickleWriter(protocol).Global("collections", "OrderedDict").Op(')').Op('R').Op('q', 0).Op('(');
        foreach (var tensor in tensors)
            Write(pickle.Text(tensor.Key), tensor, isLegacy);

        // The attribute of a module's state dict.
        pickle.Op('u').Op('}').Text("_metadata").Op('h', 0).Op('s').Op('b');
        return pickle.Stop();
    }

    public static IEnumerable<(string Name, byte[] Content)> Storages(IEnumerable<TestTensor> tensors) =>
        tensors.Select(tensor => tensor.Storage).Distinct().Select(storage => ($"data/{storage.Key}", storage.Data));

    private static void Write(PickleWriter pickle, TestTensor tensor, bool isLegacy)
    {
        if (tensor.IsParameter)
            pickle.Global("torch._utils", "_rebuild_parameter").Op('(');

        pickle.Global("torch._utils", "_rebuild_tensor_v2").Op('(').Op('(').Text("storage").Global("torch", tensor.Storage.Type)
            .Text(tensor.Storage.Key).Text("cpu").Integer(tensor.Claim ?? tensor.Storage.Elements);
        if (tensor.Range is { } range)
            pickle.Op('(').Text("range").Integer(range.Start).Integer(range.Length).Op('t');
        else if (isLegacy)
            pickle.Op('N');

        pickle.Op('t').Op('Q').Integer(tensor.Offset).Integers(tensor.Shape).Integers(tensor.Strides).Op(0x89);
        Hooks().Op('t').Op('R');
        if (tensor.IsParameter)
            pickle.Op(0x88).Op('}').Op('t').Op('R');

        PickleWriter Hooks() => pickle.Global("collections", "OrderedDict").Op(')').Op('R');
    }

    private static IEnumerable<byte> Sized(TestStorage storage) => [.. BitConverter.GetBytes(storage.Elements), .. storage.Data];
}
