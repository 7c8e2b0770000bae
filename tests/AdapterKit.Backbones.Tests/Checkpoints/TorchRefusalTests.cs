using System.Buffers.Binary;
using System.IO.Compression;

namespace AdapterKit.Backbones.Tests;

public sealed class TorchRefusalTests : IDisposable
{
    private static readonly TestStorage Six = TestStorage.Range("0", 6);

    private readonly TemporaryFolder directory = new();

    public static TheoryData<string, long[], long[], long, long?> Views => new()
    {
        { "needs more than the 6 elements", [1L << 40, 2], [2, 1], 0, null },
        { "needs more than the 6 elements", [7], [1], 0, null },
        { "needs more than the 6 elements", [6], [1], 1, null },
        { "needs more than the 6 elements", [2, 3], [4, 1], 0, null },
        { "needs more than the 6 elements", [1000, 1000], [0, 0], 0, null },
        { "too large", [long.MaxValue, long.MaxValue], [0, 0], 0, null },
        { "too large", [2], [long.MaxValue], 1, null },
        { "too large", [0, long.MaxValue], [1, 1], 0, null },
        { "offset -1", [2], [1], -1, null },
        { "integers from 0", [-1], [1], 0, null },
        { "integers from 0", [2], [-1], 0, null },
        { "1 dimensions, 2 strides", [2], [1, 1], 0, null },
        { "65 dimensions", [.. Enumerable.Repeat(1L, 65)], [.. Enumerable.Repeat(1L, 65)], 0, null },
        { "claims", [6], [1], 0, 1L << 41 },
        { "claims", [6], [1], 0, long.MaxValue },
        { "claims", [6], [1], 0, -6 },
        { "24 bytes", [6], [1], 0, 7 },
    };

    public void Dispose() => directory.Dispose();

    [SkippableTheory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("nt", "system")]
    [InlineData("subprocess", "Popen")]
    [InlineData("builtins", "eval")]
    [InlineData("builtins", "exec")]
    [InlineData("builtins", "getattr")]
    [InlineData("__builtin__", "eval")]
    [InlineData("torch", "load")]
    [InlineData("torch.storage", "_load_from_bytes")]
    [InlineData("torch._utils", "_rebuild_wrapper_subclass")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    [InlineData("", "")]
    public void A_foreign_global_is_refused_by_name(string module, string name)
    {
        foreach (var protocol in new[] { 2, 4 })
        {
            var pickle = new PickleWriter(protocol).Call(module, name, $"touch {directory.PathOf("ran")}").Stop();
            foreach (var file in new[] { TorchFiles.ZipOf(("data.pkl", pickle)), [.. TorchFiles.LegacyHeader(), .. pickle], pickle })
                Assert.Contains($"'{module}.{name}'", Refuse(file), StringComparison.Ordinal);
        }

        Assert.False(File.Exists(directory.PathOf("ran")));
    }

    [SkippableTheory]
    [InlineData("INST", "ios\nsystem\n")]
    [InlineData("OBJ", "(cbuiltins\neval\no", "'builtins.eval'")]
    [InlineData("NEWOBJ", "ccollections\nOrderedDict\n)\u0081")]
    [InlineData("NEWOBJEX", "ccollections\nOrderedDict\n)}\u0092")]
    [InlineData("EXT1", "\u0082\u0001")]
    [InlineData("PERSID", "P1\n")]
    [InlineData("POP", "N0")]
    [InlineData("GET", "g0\n")]
    [InlineData("0xff", "\u00ff")]
    [InlineData("BUILD", "]}b")]
    public void An_opcode_that_a_state_dict_does_not_need_is_refused_by_name(string name, string opcodes, string? instead = null)
    {
        var pickle = new PickleWriter();
        foreach (var opcode in opcodes)
            pickle.Op((byte)opcode);

        Assert.Contains(instead ?? name, RefusePickle(pickle.Stop()), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("an opcode needs more values", "\u0085")]
    [InlineData("an opcode needs more values", "N(\u0085")]
    [InlineData("needs a mark", "t")]
    [InlineData("needs a value", "q\u0000")]
    [InlineData("no value 3", "h\u0003")]
    [InlineData("0 values instead of 1", "")]
    [InlineData("2 values instead of 1", "NN")]
    [InlineData("appended to a dictionary", "}Na")]
    [InlineData("put into a list", "](NNu")]
    [InlineData("1 keys and values", "}(Nu")]
    [InlineData("protocol 6", "\u0080\u0006")]
    [InlineData("bytes are needed", "X\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("bytes are needed", "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")]
    [InlineData("bytes are needed", "\u0095\u00ff\u0000\u0000\u0000\u0000\u0000\u0000\u0000")]
    [InlineData("not valid UTF-8", "\u008c\u0001\u00ff")]
    [InlineData("not a tuple", "ccollections\nOrderedDict\nNR")]
    [InlineData("not a function", "N)R")]
    [InlineData("torch.FloatStorage", "ctorch\nFloatStorage\n)R")]
    [InlineData("OrderedDict with arguments", "ccollections\nOrderedDict\nN\u0085R")]
    [InlineData("not a text", "NN\u0093")]
    [InlineData("not a storage", "NQ")]
    [InlineData("contains a list, not a state dict", "]")]
    [InlineData("a key of the state dict is None", "}NNs")]
    [InlineData("'epoch' is a number", "}\u008c\u0005epochK\u0001s")]
    [InlineData("'model' is a dictionary", "}\u008c\u0005model}s")]
    public void A_malformed_pickle_is_refused(string said, string opcodes)
    {
        var pickle = new PickleWriter();
        foreach (var opcode in opcodes)
            pickle.Op((byte)opcode);

        Assert.Contains(said, RefusePickle(pickle.Stop()), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(Views))]
    public void A_view_that_its_storage_cannot_hold_is_refused_before_memory_is_taken(
        string said, long[] shape, long[] strides, long offset, long? claim) =>
        Assert.Contains(
            said, Refuse(TorchFiles.Zip(new TestTensor("x", Six, shape, strides, offset) { Claim = claim })), StringComparison.Ordinal);

    [SkippableFact]
    public void Work_and_depth_are_limited()
    {
        Assert.Contains("nested", RefusePickle(Repeat('(', 100)), StringComparison.Ordinal);
        Assert.Contains("opcodes", RefusePickle(Repeat('N', 3_000_000)), StringComparison.Ordinal);
        var memo = new PickleWriter(4).Op('N');
        for (var i = 0; i < 1_100_000; i++)
            memo.Op(0x94);

        Assert.Contains("memo", RefusePickle(memo.Stop()), StringComparison.Ordinal);

        static byte[] Repeat(char opcode, int count)
        {
            var pickle = new PickleWriter();
            for (var i = 0; i < count; i++)
                pickle.Op(opcode);

            return pickle.Stop();
        }
    }

    [SkippableFact]
    public void Storages_may_not_claim_more_than_the_file()
    {
        TestTensor[] tensors =
            [.. Enumerable.Range(0, 40).Select(i => new TestTensor($"x{i}", Six with { Key = $"{i}" }, [1], [1]) { Claim = 1000 })];
        Assert.Contains("storages claim more than", Refuse(TorchFiles.Zip(tensors)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_storage_has_one_type_and_one_size()
    {
        var bytes = new TestStorage("0", "ByteStorage", 1, Six.Data);
        var pickle = TorchFiles.StateDict([new("x", Six, [6], [1]), new("y", bytes, [6], [1])], 2, isLegacy: false);
        var file = TorchFiles.ZipOf(("data.pkl", pickle), ("data/0", Six.Data));
        Assert.Contains("is used with", Refuse(file), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(0, 7)]
    [InlineData(5, 2)]
    [InlineData(-1, 2)]
    [InlineData(1, -1)]
    [InlineData(1, long.MaxValue)]
    public void A_range_outside_of_its_storage_is_refused(long start, long length) => Assert.Contains(
        "a range that is not within",
        Refuse(TorchFiles.Legacy(new TestTensor("x", Six, [1], [1]) { Range = (start, length) })),
        StringComparison.Ordinal);

    [SkippableFact]
    public void A_key_twice_is_refused() => Assert.Contains(
        "'x' twice",
        Refuse(TorchFiles.Zip(new TestTensor("x", Six, [6], [1]), new TestTensor("x", Six, [5], [1]))),
        StringComparison.Ordinal);

    [SkippableFact]
    public void A_boolean_that_is_neither_0_nor_1_is_refused()
    {
        var flags = new TestStorage("0", "BoolStorage", 1, [0, 2]);
        using var file = TorchCheckpoint.Open(Save(TorchFiles.Zip(new TestTensor("x", flags, [2], [1]))));
        Assert.Contains("'x'", Assert.Throws<CheckpointException>(() => file.Read("x")).Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_zip_file_that_torch_did_not_write_is_refused()
    {
        var pickle = TorchFiles.StateDict([new("x", Six, [6], [1])], 2, isLegacy: false);
        (string, byte[]) content = ("data.pkl", pickle);
        (string, byte[]) storage = ("data/0", Six.Data);
        var order = ("byteorder", "big"u8.ToArray());

        Assert.Contains("0 entries named 'data.pkl'", Refuse(TorchFiles.ZipOf(storage)), StringComparison.Ordinal);
        Assert.Contains("2 entries named 'data.pkl'", Refuse(TorchFiles.ZipOf(content, ("b/data.pkl", pickle))), StringComparison.Ordinal);
        Assert.Contains("two entries", Refuse(TorchFiles.ZipOf(content, storage, storage)), StringComparison.Ordinal);
        Assert.Contains("'archive/data/0'", Refuse(TorchFiles.ZipOf(content, ("data/1", Six.Data))), StringComparison.Ordinal);
        Assert.Contains("20 bytes", Refuse(TorchFiles.ZipOf(content, ("data/0", Six.Data[4..]))), StringComparison.Ordinal);
        Assert.Contains("'big'", Refuse(TorchFiles.ZipOf(content, storage, order)), StringComparison.Ordinal);
        Assert.Contains("compressed", Refuse(TorchFiles.ZipOf(CompressionLevel.Fastest, content, storage)), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_legacy_file_whose_storages_do_not_fit_is_refused()
    {
        var file = TorchFiles.Legacy(new TestTensor("x", Six, [6], [1]));
        byte[] start = [.. TorchFiles.LegacyHeader(), .. TorchFiles.StateDict([new("x", Six, [6], [1])], 2, isLegacy: true)];
        var size = (byte[])file.Clone();
        BinaryPrimitives.WriteInt64LittleEndian(size.AsSpan(file.Length - Six.Data.Length - 8), 5);

        Assert.Contains("5 elements instead of 6", Refuse(size), StringComparison.Ordinal);
        Assert.Contains("1 bytes follow", Refuse([.. file, 0]), StringComparison.Ordinal);
        Assert.Contains("'0' is missing", Refuse([.. start, .. TorchFiles.Keys([])]), StringComparison.Ordinal);
        Assert.Contains("unknown", Refuse([.. start, .. TorchFiles.Keys([Six with { Key = "1" }])]), StringComparison.Ordinal);
        Assert.Contains("torch.save did not write it", Refuse(new PickleWriter().Integer(1).Stop()), StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_file_cut_anywhere_is_refused()
    {
        var tensor = new TestTensor("x", Six, [2, 3], [3, 1]);
        foreach (var file in new[] { TorchFiles.Zip(tensor), TorchFiles.Legacy(tensor) })
        {
            var path = directory.PathOf("cut.bin");
            for (var length = 0; length < file.Length; length++)
            {
                File.WriteAllBytes(path, file[..length]);
                var error = Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(path).Dispose());
                Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            }
        }
    }

    [SkippableFact]
    public void A_file_that_only_stands_for_the_weights_is_refused() =>
        Assert.Contains("fetch", Refuse("version 1\noid sha256:00\nsize 9\n"u8.ToArray()), StringComparison.Ordinal);

    private string RefusePickle(byte[] pickle) => Refuse(TorchFiles.ZipOf(("data.pkl", pickle)));

    private string Refuse(byte[] content)
    {
        var path = Save(content);
        var message = Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(path).Dispose()).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        return message;
    }

    private string Save(byte[] content)
    {
        var path = directory.PathOf($"{Guid.NewGuid():n}.bin");
        File.WriteAllBytes(path, content);
        return path;
    }
}
