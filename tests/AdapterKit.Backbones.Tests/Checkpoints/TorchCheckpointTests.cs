namespace AdapterKit.Backbones.Tests;

public sealed class TorchCheckpointTests : IDisposable
{
    private static readonly string Goldens = Path.Combine(
        TestProject.DirectoryOf(typeof(TorchCheckpointTests).Assembly), "Goldens", "torch");

    private readonly TemporaryFolder directory = new();

    public static TheoryData<string> Published =>
        [.. Directory.GetFiles(Goldens, "*.bin").Select(file => Path.GetFileNameWithoutExtension(file))];

    public void Dispose() => directory.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Published))]
    public void A_published_file_equals_its_safetensors_twin_bit_for_bit(string name)
    {
        using var scope = NewDisposeScope();
        using var file = TorchCheckpoint.Open(Path.Combine(Goldens, $"{name}.bin"));
        using var twin = SafetensorsCheckpoint.Open(Path.Combine(Goldens, $"{name}.safetensors"));

        Assert.Equal(twin.Keys, file.Keys);
        Assert.All(twin.Keys, key =>
        {
            Assert.Equal(twin.Describe(key), file.Describe(key), (a, b) => a.Dtype == b.Dtype && a.Shape.SequenceEqual(b.Shape));
            Assert.True(twin.Read(key).bytes.SequenceEqual(file.Read(key).bytes), key);
        });
    }

    [SkippableTheory]
    [InlineData("zip 2")]
    [InlineData("zip 4")]
    [InlineData("legacy")]
    public void Tensors_may_view_their_storages_in_every_way(string form)
    {
        using var scope = NewDisposeScope();
        var shared = TestStorage.Range("0", 12);
        var single = TestStorage.Floats("1", 7);
        var none = TestStorage.Floats("2");
        using var file = Open(form, [
            new("whole", shared, [3, 4], [4, 1], IsParameter: true),
            new("tied", shared, [3, 4], [4, 1]),
            new("rows", shared, [2, 4], [4, 1], 4),
            new("transposed", shared, [4, 3], [1, 4]),
            new("column", shared, [3], [4], 1),
            new("flat", shared, [1, 12], [99, 1]),
            new("scalar", single, [], []),
            new("empty", none, [0, 5], [5, 1]),
        ]);
        var whole = arange(12, ScalarType.Float32).reshape(3, 4);

        AssertEqual(whole, "whole");
        AssertEqual(whole, "tied");
        AssertEqual(whole[1..], "rows");
        AssertEqual(whole.t(), "transposed");
        AssertEqual(whole[.., 1], "column");
        AssertEqual(whole.reshape(1, 12), "flat");
        AssertEqual(tensor(7f), "scalar");
        AssertEqual(empty(0, 5), "empty");
        Assert.False(file.Contains("other"));
        Assert.Contains("'other'", Assert.Throws<CheckpointException>(() => file.Read("other")).Message, StringComparison.Ordinal);

        void AssertEqual(Tensor expected, string key)
        {
            var read = file.Read(key);
            Assert.Equal(expected.shape, file.Describe(key).Shape);
            Assert.Equal(expected.shape, read.shape);
            Assert.True(read.is_contiguous(), key);
            Assert.True(expected.equal(read).all().item<bool>(), key);
        }
    }

    [SkippableTheory]
    [InlineData("FloatStorage", ScalarType.Float32, 4)]
    [InlineData("HalfStorage", ScalarType.Float16, 2)]
    [InlineData("BFloat16Storage", ScalarType.BFloat16, 2)]
    [InlineData("DoubleStorage", ScalarType.Float64, 8)]
    [InlineData("LongStorage", ScalarType.Int64, 8)]
    [InlineData("IntStorage", ScalarType.Int32, 4)]
    [InlineData("ShortStorage", ScalarType.Int16, 2)]
    [InlineData("CharStorage", ScalarType.Int8, 1)]
    [InlineData("ByteStorage", ScalarType.Byte, 1)]
    [InlineData("BoolStorage", ScalarType.Bool, 1)]
    public void Every_type_of_element_is_read_bit_for_bit(string type, ScalarType dtype, int size)
    {
        using var scope = NewDisposeScope();
        byte[] data = [.. Enumerable.Range(0, 3 * size).Select(i => (byte)(dtype == ScalarType.Bool ? i % 2 : 7 * i))];
        var storage = new TestStorage("0", type, size, data);
        foreach (var form in new[] { "zip 2", "legacy" })
        {
            using var file = Open(form, [new("x", storage, [3], [1]), new("y", storage, [2], [2])]);
            Assert.Equal(dtype, file.Describe("x").Dtype);
            Assert.Equal(data, file.Read("x").bytes.ToArray());
            Assert.Equal([.. data[..size], .. data[(2 * size)..]], file.Read("y").bytes.ToArray());
        }
    }

    [SkippableFact]
    public void Storages_of_the_oldest_files_may_be_ranges_of_others()
    {
        var shared = TestStorage.Range("0", 12);
        using var file = Open("legacy", [
            new("whole", shared, [12], [1]),
            new("range", shared, [2], [2], 1) { Range = (4, 4) },
        ]);
        using var read = file.Read("range");
        Assert.Equal([5, 7], read.data<float>().ToArray());
    }

    [SkippableFact]
    public void A_zip_file_may_have_a_directory_for_files_over_4_GiB()
    {
        var (x, y) = (new TestTensor("x", TestStorage.Range("0", 3), [3], [1]), new TestTensor("y", TestStorage.Range("1", 2), [2], [1]));
        using var file = TorchCheckpoint.Open(Save(LargeZip.From(TorchFiles.Zip(x, y))));
        using var read = file.Read("y");
        Assert.Equal([0, 1], read.data<float>().ToArray());
    }

    [SkippableFact]
    public void Reading_leaves_no_native_tensor_behind()
    {
        using var file = Open("zip 2", [new("x", TestStorage.Range("0", 6), [2, 3], [1, 2])]);
        NativeTensors.NoneLeftBehind(() => file.Read("x").Dispose());
    }

    [SkippableFact]
    public void Opening_reads_no_tensor()
    {
        var path = Save(TorchFiles.Zip(new TestTensor("x", TestStorage.Range("0", 1 << 22), [1 << 22], [1])));
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var file = TorchCheckpoint.Open(path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [SkippableFact]
    public void The_file_may_be_opened_by_others_and_a_closed_one_is_not_read()
    {
        var file = Open("zip 2", [new("x", TestStorage.Range("0", 6), [6], [1])]);
        using (Open("zip 2", [new("x", TestStorage.Range("0", 6), [6], [1])]))
            file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => file.Read("x"));
    }

    private TorchCheckpoint Open(string form, TestTensor[] tensors) => TorchCheckpoint.Open(Save(form switch
    {
        "legacy" => TorchFiles.Legacy(tensors),
        _ => TorchFiles.Zip(form[^1] - '0', tensors),
    }));

    private string Save(byte[] content)
    {
        var path = directory.PathOf($"{Guid.NewGuid():n}.bin");
        File.WriteAllBytes(path, content);
        return path;
    }
}
